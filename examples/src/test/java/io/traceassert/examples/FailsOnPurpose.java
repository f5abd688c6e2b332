package io.traceassert.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests of this class fail, to show how. They run only where {@link #REQUEST} is set. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(FailsOnPurpose.OnRequest.class)
public @interface FailsOnPurpose {

  /** A configuration parameter of the JUnit platform. */
  String REQUEST = "examples.fails-on-purpose";

  /** Disables what nobody asked for. */
  final class OnRequest implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getConfigurationParameter(REQUEST).isPresent()
          ? ConditionEvaluationResult.enabled(REQUEST + " is set")
          : ConditionEvaluationResult.disabled("fails on purpose");
    }
  }
}
