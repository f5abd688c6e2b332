package io.traceassert.examples.containers;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips a class of tests where there is no Docker, and starts what it needs otherwise. */
final class RunningCheckout implements ExecutionCondition, BeforeAllCallback {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return "required".equals(System.getProperty("traceassert.containers"))
            || DockerClientFactory.instance().isDockerAvailable()
        ? ConditionEvaluationResult.enabled("there is Docker")
        : ConditionEvaluationResult.disabled(
            "container tests are skipped: start Docker, or see what is wrong with -Dtraceassert.containers=required");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Checkout.start();
  }
}
