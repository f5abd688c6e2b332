package io.traceassert.examples.containers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips a class of tests where there is no Docker, unless that is not to be. */
final class RequiresDocker implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return "required".equals(System.getProperty("traceassert.containers"))
            || DockerClientFactory.instance().isDockerAvailable()
        ? ConditionEvaluationResult.enabled("there is Docker")
        : ConditionEvaluationResult.disabled(
            "container tests are skipped: start Docker, or see what is wrong with -Dtraceassert.containers=required");
  }
}
