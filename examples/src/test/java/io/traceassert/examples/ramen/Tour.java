package io.traceassert.examples.ramen;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.examples.PaymentProvider;
import io.traceassert.examples.processes.OrderProcesses;
import io.traceassert.memory.TraceCapture;
import io.traceassert.otlp.OtlpReceiver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Shows the shop to a visitor: a good order, its tests, and the failure that a lost context is. */
final class Tour {

  private static final String REPORT = "report: ";
  private static final int SPANS_OF_AN_ORDER = 7;

  private final PrintStream out;

  private Tour(PrintStream out) {
    this.out = out;
  }

  /** Runs the tour; ends with status 1 when something is not as it should be. */
  public static void main(String[] args) throws IOException {
    if (!new Tour(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run()) {
      System.exit(1);
    }
  }

  private boolean run() throws IOException {
    goodOrder();
    if (!passingTests()) {
      out.println("\nThe tour ends here: the tests above have to pass first.");
      return false;
    }
    brokenOrder();
    otherProcesses();
    return true;
  }

  private void goodOrder() throws IOException {
    headline("A good order: four services over real HTTP, one trace");
    try (TraceCapture capture = TraceCapture.create();
        PaymentProvider payments = new PaymentProvider();
        RamenShop shop = new RamenShop(telemetry(capture), payments.url(), Context::taskWrapping)) {
      out.println("POST /orders tonkotsu: answered " + shop.order("tonkotsu") + "\n");
      assertThat(capture.traces()).hasSingleTrace().hasRoot("POST /orders");
      out.print(capture.traces());
    }
  }

  private static Telemetry telemetry(TraceCapture capture) {
    return new Telemetry(
        capture.openTelemetry("order-service"),
        capture.openTelemetry("ingredient-service"),
        capture.openTelemetry("noodle-service"),
        capture.openTelemetry("delivery-service"));
  }

  private boolean passingTests() {
    headline("The tests that say so: RamenShopTest");
    TestExecutionSummary tests = run(selectClass(RamenShopTest.class));
    out.printf(
        "%d passed, %d failed%n", tests.getTestsSucceededCount(), tests.getTestsFailedCount());
    tests
        .getFailures()
        .forEach(failure -> out.println("\n" + failure.getException().getMessage()));
    return tests.getTestsFailedCount() == 0;
  }

  private void brokenOrder() {
    headline(
        "A broken order: the courier is called on a thread that lost the context. A test that expects one trace says");
    String message = messageOf("anOrderIsOneTrace");
    out.println(message);
    assertThat(message).contains("\"call courier\" began", REPORT);

    headline("The same order, and a test that expects this shape");
    out.print(LostContext.ORDER.indent(2));
    headline("It says");
    String difference = messageOf("theCourierIsCalledForTheOrder");
    out.println(difference);
    assertThat(difference).contains("- └─ call courier", "OrderService.java:", REPORT);

    headline("What that test captured, with every attribute, lies in");
    String report = difference.substring(difference.lastIndexOf(REPORT) + REPORT.length());
    out.println(report);
    assertThat(Path.of(report)).isRegularFile();
  }

  private void otherProcesses() throws IOException {
    headline(
        "An order over three processes: two of them run under the Java agent and send their spans here by OTLP");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        TraceCapture capture = TraceCapture.create();
        OrderProcesses shop =
            new OrderProcesses(receiver.endpoint(), capture.openTelemetry("notification"))) {
      CapturedTraces traces = CapturedTraces.of(
          List.of(capture.record(), receiver.record()), CapturedTraces.DEFAULT_SETTLE_TIMEOUT);
      shop.order(capture.openTelemetry("customer"), "ramen");
      assertThat(traces).hasSingleTrace().hasSpanCount(SPANS_OF_AN_ORDER);
      out.print(traces);
    }
  }

  private static String messageOf(String method) {
    TestExecutionSummary tests = run(selectMethod(LostContext.class, method, CapturedTraces.class));
    assertThat(tests.getFailures()).hasSize(1);
    return String.valueOf(tests.getFailures().get(0).getException().getMessage());
  }

  private static TestExecutionSummary run(DiscoverySelector tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .configurationParameter(FailsOnPurpose.REQUEST, "true")
                .build(),
            listener);
    return listener.getSummary();
  }

  private void headline(String text) {
    out.println("\n== " + text + "\n");
  }
}
