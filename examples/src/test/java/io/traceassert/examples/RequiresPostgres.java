package io.traceassert.examples;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class of tests where PostgreSQL does not start, unless that is not to be. */
public final class RequiresPostgres implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if ("required".equals(System.getProperty("traceassert.containers"))) {
      return ConditionEvaluationResult.enabled("PostgreSQL is required");
    }
    try {
      return ConditionEvaluationResult.enabled(
          "PostgreSQL runs at port " + Postgres.server().getPort());
    } catch (RuntimeException | LinkageError e) {
      return ConditionEvaluationResult.disabled(
          "tests with PostgreSQL are skipped, since it does not start: it needs Linux on x86_64, and a user who is not root or may `unshare -U`; see what is wrong with -Dtraceassert.containers=required");
    }
  }
}
