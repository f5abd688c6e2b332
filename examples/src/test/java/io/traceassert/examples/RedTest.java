package io.traceassert.examples;

import io.traceassert.CapturedTraces;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a test that fails on purpose. */
public final class RedTest {

  private RedTest() {}

  /**
   * Runs one test and returns what a person would read.
   *
   * @param testClass a class that {@link FailsOnPurpose}
   * @param method a test that takes {@link CapturedTraces}
   * @return the message of the failure
   */
  public static String messageOf(Class<?> testClass, String method) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(FailsOnPurpose.REQUEST, "true")
        .selectors(DiscoverySelectors.selectMethod(testClass, method, CapturedTraces.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(failed -> failed.getRequiredPayload(TestExecutionResult.class))
        .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
        .findFirst()
        .orElseThrow();
  }
}
