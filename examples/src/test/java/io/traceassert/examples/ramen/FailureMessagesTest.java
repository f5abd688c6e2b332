package io.traceassert.examples.ramen;

import io.traceassert.CapturedTraces;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What is read when a test of the shop is red, word for word. */
class FailureMessagesTest {

  @Test
  void x() {
    for (Object[] o : new Object[][] {
      {LostContext.class, "anOrderIsOneTrace"},
      {NothingSampled.class, "anOrderIsOneTrace"},
      {MistakenExpectations.class, "truffleIsInStock"},
      {MistakenExpectations.class, "theAmountIsText"},
      {MistakenExpectations.class, "thereIsOnlyOneCall"},
      {MistakenExpectations.class, "noodlesAreBoiled"}
    }) {
      System.out.println("==== " + o[1] + "\n" + message((Class<?>) o[0], (String) o[1]));
    }
  }

  private static String message(Class<?> testClass, String method) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(FailsOnPurpose.REQUEST, "true")
        .selectors(DiscoverySelectors.selectMethod(testClass, method, CapturedTraces.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(e -> e.getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow()
            .getMessage())
        .findFirst()
        .orElseThrow();
  }
}
