package io.traceassert.junit.guide;

import static io.traceassert.TraceAssertFactories.TRACE;
import static io.traceassert.TraceAssertions.as;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;
import static io.traceassert.budget.Runs.runs;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.LatencyBudget;
import io.traceassert.TraceAssertionError;
import io.traceassert.junit.CaptureTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.guide.Shop.Card;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.Segment;
import io.traceassert.memory.TraceCapture;
import io.traceassert.memory.TraceCaptureBuilder;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.assertj.core.api.Condition;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The Java and the messages of docs/GUIDE.md, section by section; {@link GuidePageTest} compares.
 */
class GuideTest {

  private static final String PAGE = GuidePageTest.read(GuidePageTest.PAGE);

  private final TestClock clock = TestClock.create();
  private final List<TraceCapture> captures = new ArrayList<>();
  private final CapturedTraces traces = captured(Shop::checkout);
  private final CapturedTraces declined = captured(shop -> shop.order(Card.DECLINED));
  private final CapturedTraces swallowed = captured(shop -> shop.order(Card.DECLINED_IN_SILENCE));

  private CapturedTraces captured(Consumer<Shop> action) {
    return captured(TraceCapture.builder(), action);
  }

  private CapturedTraces captured(TraceCaptureBuilder options, Consumer<Shop> action) {
    TraceCapture capture = options.useDeterministicIds().setClock(clock).build();
    captures.add(capture);
    action.accept(shop(capture));
    return capture.traces();
  }

  private Shop shop(TraceCapture capture) {
    return new Shop(capture.openTelemetry("shop"), capture.openTelemetry("mail"), clock);
  }

  @AfterEach
  void close() {
    captures.forEach(TraceCapture::close);
  }

  @Test
  void thePageBeginsWithTheTraces() {
    assertThat(PAGE).contains("```text\n" + traces + "```");
  }

  /** Compares the first lines of a message, and asks the page to have them. */
  private static void fails(ThrowingCallable assertion, String beginning) {
    TraceAssertionError failure = catchThrowableOfType(TraceAssertionError.class, assertion);
    assertThat(failure).as("it passed").isNotNull();
    assertThat(failure.getMessage() + "\n").startsWith(beginning);
    assertThat(PAGE).contains("```text\n" + beginning + "```");
  }

  @Test
  void aCallWasMade() {
    assertThat(traces).hasSpan("charge card");
    assertThat(traces).span("POST  [CLIENT]  http.response.status_code=200").hasService("shop");
    fails(
        () -> assertThat(traces)
            .span("POST  [CLIENT]  http.response.status_code=201")
            .hasService("shop"),
        """
    no span `POST  [CLIENT]  http.response.status_code=201` in the 2 traces
    nearest: "POST" [CLIENT]: http.response.status_code: expected 201, but was 200
    """);
  }

  @Test
  void aCallWasNotMade() {
    assertThat(traces).doesNotHaveSpan("refund ...");
    fails(() -> assertThat(traces).doesNotHaveSpan("reserve item"), """
    expected no span "reserve item" in the 2 traces, but there are 3
    """);
  }

  @Test
  void exactlySoMany() {
    assertThat(traces).hasTraceCount(2);
    assertThat(traces).spans("reserve item").hasSize(3).hasSizeBetween(1, 5).hasSizeAtLeast(2);
    assertThat(traces).traceWithRoot("POST /checkout").hasSpanCount(8);
    fails(() -> assertThat(traces).spans("reserve item").hasSizeAtMost(2), """
    expected at most 2 spans "reserve item" in the 2 traces, but there are 3
    """);
  }

  @Test
  void howManyCalls() {
    CapturedTraces orders = captured(Shop::listOrders);
    assertThat(orders).databaseCalls().hasSize(4).areRepeatedAtMost(3);
    assertThat(orders).httpCalls().hasLongestChainAtMost(2).hasFanOutAtMost(2);
    assertThat(orders).calls().from("shop").to("stock").hasSize(1);
    assertThat(orders).messagingCalls().isEmpty();
    assertThat(orders).span("GET /orders").hasSpanCountLessThan(10).hasDepthLessThan(2);
    fails(() -> assertThat(orders).hasNoRepeatedCalls(), """
    "GET /orders" [SERVER] made the same call 3 times: SELECT * FROM item WHERE order_id = ?
    together they took 12.0 ms

    trace 6e789e6a: 7 spans, 66.0 ms
      GET /orders         [SERVER]  @shop  66.0 ms
      ├─ SELECT shop      [CLIENT]          4.0 ms
      ├─ SELECT shop  x3  [CLIENT]         12.0 ms  # the same call 3 times
    """);
    fails(() -> assertThat(orders).hasNoSequentialCallsThatCouldRunInParallel(), """
    "GET /orders" [SERVER] made 2 calls one after the other that could run at the same time, as far as the trace shows: together they took 50.0 ms, the longest 30.0 ms
    GET prices/items/{id}: 20.0 ms
    GET stock/items/{id}: 30.0 ms
    """);
    fails(() -> assertThat(orders).rpcCalls().hasSizeAtMost(5), """
    expected at most 5 RPC calls in trace 6e789e6a, but no RPC call was captured at all
    """);
  }

  @Test
  void allOfThemAreSo() {
    assertThat(traces).spans("reserve item").allMatch("...  item=*").noneMatch("...  item=bread");
    assertThat(traces)
        .spans("reserve item")
        .matching("...  item in [leek, eggs]")
        .hasSize(2);
    fails(() -> assertThat(traces).spans("reserve items").allMatch("...  item=*"), """
    no span "reserve items" in the 2 traces, so nothing can be said of all of them
    nearest: "reserve item", "charge card", "send mail"
    """);
  }

  @Test
  void itHasTheseAttributes() {
    assertThat(traces)
        .span("charge card")
        .hasAttribute("payment.provider", "stripe")
        .hasAttribute(AttributeKey.doubleKey("payment.amount"), 49.9)
        .hasAttributeBetween("payment.amount", 1, 100)
        .hasAttributeMatching("payment.provider", "[a-z]+")
        .doesNotHaveAttribute("card.number");
    fails(
        () -> assertThat(traces).span("POST").hasAttribute("http.response.status_code", "200"),
        """
    span "POST" [CLIENT]: attribute http.response.status_code is present as LONG 200, expected STRING "200"
    """);
  }

  @Test
  void itIsWhereItBelongs() {
    assertThat(traces).span("POST").hasParent("charge card").isDescendantOf("POST /checkout");
    assertThat(traces).span("charge card").hasChildren("POST  [CLIENT]");
    assertThat(traces).spans(SpanPattern.named("POST").childOf("charge card")).hasSize(1);
    fails(() -> assertThat(traces).span("POST").hasParent("POST /checkout"), """
    span "POST" [CLIENT]: expected the parent "POST /checkout", but its parent is "charge card"
    """);
  }

  @Test
  void theWholeTraceLooksLikeThis() {
    assertThat(traces).traceWithRoot("POST /checkout").hasShape("""
        POST /checkout   [SERVER]
        ├─ validate cart
        ├─ reserve item  x3
        ├─ charge card   payment.provider=stripe
        │  └─ POST       [CLIENT]
        └─ publish order
        """);
    fails(
        () -> assertThat(traces)
            .traceWithRoot("POST /checkout")
            .containsShape("charge card  payment.provider=adyen"),
        """
    trace 6e789e6a does not contain the expected shape: 1 different
    "charge card": payment.provider: expected "adyen", but was "stripe"
    """);
  }

  @Test
  void findTheTraceIMean() {
    assertThat(declined).hasSingleTrace().hasRoot("POST /checkout");
    assertThat(traces)
        .withAttribute("order.id", 42)
        .withSpan("charge card")
        .hasSingleTrace()
        .hasNoErrors();
    assertThat(traces).withService("mail").withRoot("send mail").spans("POST").isEmpty();
    fails(() -> assertThat(traces).withAttribute("order.id", 43).hasNoErrors(), """
    no span with the attribute order.id=43 in the 2 traces
    nearest: "POST /checkout" [SERVER]: order.id: expected 43, but was 42
    """);
  }

  @Test
  void nothingFailed() {
    assertThat(traces).hasNoErrors();
    assertThat(declined).span("validate cart").hasNoErrors();
    fails(() -> assertThat(declined).hasNoErrors(), """
    expected no errors in trace 6e789e6a, but 3 spans have one: "POST" [CLIENT], "charge card", "POST /checkout" [SERVER]
    "POST" [CLIENT]: status ERROR
    "charge card": java.lang.IllegalStateException "card declined" at Shop.java:110
    """);
  }

  @Test
  void thisFailedAndOnlyThis() {
    assertThat(declined)
        .span("charge card")
        .failsWith(IllegalStateException.class, "card declined");
    assertThat(declined).errorsOnlyIn("charge card", "POST  [CLIENT]", "POST /checkout");
    fails(() -> assertThat(declined).errorsOnlyIn("charge card"), """
    expected errors only in "charge card", but 2 spans have one: "POST" [CLIENT], "POST /checkout" [SERVER]
    "POST" [CLIENT]: status ERROR
    """);
  }

  @Test
  void theErrorReachedTheCallerOrWasSwallowed() {
    assertThat(declined).span("POST").hasErrorPropagatedTo("POST /checkout");
    assertThat(swallowed).span("POST").doesNotHaveErrorPropagatedTo("POST /checkout");
    fails(() -> assertThat(swallowed).hasNoSwallowedErrors(), """
    expected no swallowed errors in trace 6e789e6a, but "POST /checkout" [SERVER] swallowed that of "charge card"
    "charge card": java.lang.IllegalStateException "card declined" at Shop.java:110; its parent "POST /checkout" [SERVER]: status UNSET
    """);
  }

  @Test
  void thisHappenedBeforeThat() {
    assertThat(traces).span("validate cart").happensBefore("charge card");
    assertThat(traces).spans("...  [CLIENT]").first().startsBefore("publish order");
    fails(() -> assertThat(traces).span("charge card").happensBefore("POST"), """
    span "charge card": expected to end before "POST" [CLIENT] starts, but ended 20.0 ms after it started
    """);
  }

  @Test
  void theseRanAtTheSameTimeOrOneAfterTheOther() {
    assertThat(traces).spans("reserve item").runConcurrently();
    assertThat(traces).spans("~charge card|publish order").doNotOverlap();
    assertThat(traces).runSequentially("validate cart", "charge card", "publish order");
    assertThat(traces).span("charge card").overlaps("POST").doesNotOverlap("publish order");
    fails(() -> assertThat(traces).runConcurrently("validate cart", "charge card"), """
    expected "validate cart", "charge card" in the 2 traces to run concurrently, but "validate cart" ended 5.0 ms before "charge card" started
    """);
  }

  @Test
  void itTookExactlySoLong() {
    assertThat(traces).span("charge card").hasDuration(Duration.ofMillis(20)).isWithinParent();
    assertThat(traces).spans("...  [CLIENT]").allMatch("...  < 50 ms");
    fails(() -> assertThat(traces).span("POST").hasDuration(Duration.ofMillis(15)), """
    span "POST" [CLIENT]: duration: expected 15 ms, but was 20 ms
    """);
  }

  @Test
  void whereDidTheTimeGo() {
    assertThat(traces)
        .traceWithRoot("POST /checkout")
        .hasDurationLessThan(Duration.ofMillis(100))
        .hasTimeInServiceLessThan("shop", Duration.ofMillis(100))
        .hasCriticalPathThrough("charge card")
        .hasCriticalPathShareLessThan("reserve item", 20)
        .slowestSpan()
        .hasName("POST");
    assertThat(traces)
        .span("charge card")
        .hasSelfTimeLessThan(Duration.ofMillis(5))
        .hasShareOfParentLessThan(80);
    assertThat(traces)
        .span("POST /checkout")
        .hasNoGapLongerThan(Duration.ofMillis(5))
        .hasTimeToFirstChildLessThan(Duration.ofMillis(5))
        .hasSubtreeDurationLessThan(Duration.ofMillis(100));
    fails(
        () -> assertThat(traces).span("POST /checkout").hasDurationLessThan(Duration.ofMillis(20)),
        """
    span "POST /checkout" [SERVER] took 28.0 ms, expected less than 20 ms: "POST" [CLIENT] @shop spent 20.0 ms of it (71 %)

    where the time went:
      20.0 ms   71 %  "POST" [CLIENT] @shop
       5.0 ms   18 %  "reserve item" @shop              while "reserve item" ran for 5.0 ms
       2.0 ms    7 %  "validate cart" @shop
       1.0 ms    4 %  "publish order" [PRODUCER] @shop
    """);
    Trace order = traces.traces().get(0);
    List<Segment> segments = CriticalPath.of(order).segments();
    assertThat(segments.get(0).duration()).isEqualTo(Duration.ofMillis(2));
    fails(() -> assertThat(order).doesNotHaveCriticalPathThrough("POST"), """
    the critical path of trace 6e789e6a ("POST /checkout") goes through "POST": "POST" [CLIENT] @shop has 20.0 ms of it (71 %)
    """);
  }

  @Test
  void isItFastEnoughRunAfterRun() {
    Shop shop = shop(captures.get(0));
    LatencyBudget.of("POST /checkout")
        .p90()
        .lessThan(Duration.ofMillis(100))
        .over(runs(50).warmup(5))
        .check(traces, () -> shop.checkout());
    LatencyBudget.of("charge card")
        .lessThanShareOf(80, "POST /checkout")
        .check(traces, () -> shop.checkout());
    LatencyBudget.of("POST /checkout")
        .isNotSlowerThan(() -> shop.checkout(), 10)
        .check(traces, () -> shop.checkout());
    fails(
        () -> LatencyBudget.of("POST /checkout")
            .lessThan(Duration.ofMillis(2))
            .over(runs(10).failNotBefore(Duration.ZERO))
            .check(traces, () -> shop.checkout()),
        """
    BEST of "POST /checkout" is 28.0 ms, expected less than 2 ms
    "POST" [CLIENT] @shop spent 20.0 ms of it (71 %) in run 1, which is shown
    """);
    CapturedTraces second = traces.during(() -> shop.checkout());
    assertThat(second).hasTraceCount(2);
  }

  @Test
  void anEventWasRecorded() {
    assertThat(traces).span("charge card").hasEvent("receipt stored").doesNotHaveEvent("retry");
    assertThat(traces)
        .span("charge card")
        .events()
        .containsExactly("fraud checked", "receipt stored");
    assertThat(traces)
        .span("charge card")
        .event("fraud checked")
        .hasAttribute("score", 7)
        .span()
        .hasNoErrors();
    fails(
        () -> assertThat(traces).span("charge card").event("fraud check").hasAttribute("score", 7),
        """
    span "charge card": expected an event "fraud check", but there is none
    """);
  }

  @Test
  void isMyTraceWhole() {
    assertThat(traces)
        .traceWithRoot("POST /checkout")
        .isContinuous()
        .propagates("charge card", "POST  [CLIENT]");
    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
    assertThat(traces)
        .span("send mail")
        .isCausedBy("POST /checkout  @shop")
        .linksToAll("publish order");
    assertThat(traces).hasNoLateChildren().hasNoDoubleInstrumentation();
    fails(() -> assertThat(traces).isContinuous(), """
    expected 1 continuous trace, but there are 2
    "publish order" [PRODUCER] of trace 6e789e6a is linked from "send mail" [CONSUMER] of trace c2d326e0
    """);
  }

  @Test
  void oneServiceCalledTheOther() {
    assertThat(traces)
        .hasServiceEdge("shop", "mail")
        .hasServicePath("shop", "mail")
        .doesNotHaveServiceEdge("mail", "shop");
    assertThat(traces).hasServiceGraph("shop -> mail  x1");
    fails(() -> assertThat(traces).hasServiceEdge("shop", "courier"), """
    no call from "shop" to "courier" in the 2 traces
    "shop" calls "mail"
    no span is of service "courier"; nearest: "mail", "shop"
    """);
  }

  @Test
  void itIsLinkedTo() {
    assertThat(traces).span("send mail").hasLinkTo("publish order  [PRODUCER]").hasLinkCount(1);
    assertThat(traces).span("send mail").link("publish order").hasAttribute("batch.index", 0);
    fails(() -> assertThat(traces).span("send mail").hasLinkTo("charge card"), """
    span "send mail" [CONSUMER]: expected a link to "charge card", but there is none
    linked: "publish order" [PRODUCER] of trace 6e789e6a
    """);
  }

  @Test
  void resourceAndInstrumentationScope() {
    assertThat(traces).span("send mail").resource().hasAttribute("service.name", "mail");
    assertThat(traces)
        .span("POST")
        .instrumentationScope()
        .hasName("io.shop.checkout")
        .hasVersion("1.4");
    fails(() -> assertThat(traces).span("POST").instrumentationScope().hasVersion("1.5"), """
    the instrumentation scope of span "POST" [CLIENT]: version: expected "1.5", but was "1.4"
    """);
  }

  @Test
  void samplingTraceStateIds() {
    SpanContext caller = SpanContext.createFromRemoteParent(
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        TraceFlags.getSampled(),
        TraceState.builder().put("rojo", "1").build());
    Context context = Context.root().with(Span.wrap(caller));
    CapturedTraces called = captured(shop -> shop.order(Card.ACCEPTED, context));
    assertThat(called).span("POST /checkout").isSampled().hasTraceState("rojo", "1");
    assertThat(called).span("POST").hasTraceId("0af7651916cd43dd8448eb211c80319c");
    assertThat(called).span("POST /checkout").hasParentSpanId("b7ad6b7169203331");
    fails(() -> assertThat(called).span("POST /checkout").isRoot(), """
    span "POST /checkout" [SERVER]: expected to be a root, but its parent b7ad6b71 is remote and was not captured
    """);
  }

  @Test
  void whatTheSpanLimitsDropped() {
    SpanLimits limits = SpanLimits.builder().setMaxNumberOfEvents(1).build();
    CapturedTraces limited = captured(TraceCapture.builder().setSpanLimits(limits), Shop::checkout);
    assertThat(traces).span("charge card").hasNothingDropped();
    assertThat(limited).span("charge card").hasDroppedEvents(1).hasEvent("fraud checked");
    fails(() -> assertThat(limited).span("charge card").doesNotHaveEvent("retry"), """
    span "charge card": expected no event "retry", but cannot decide: the span limits of the SDK dropped 1 of 2 events
    """);
  }

  @Test
  void waitForWorkThatStartsLater() {
    TraceCapture capture = TraceCapture.builder().build();
    captures.add(capture);
    CapturedTraces later = capture.traces();
    Shop shop = shop(capture);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.execute(shop::checkout);
    assertThat(later).eventually(Duration.ofSeconds(2)).span("send mail").hasService("mail");
    executor.shutdown();
  }

  @Test
  void somethingOfAssertj() {
    assertThat(traces).as("order 42").span("POST").hasKind(SpanKind.CLIENT);
    assertThat(traces).span("POST").satisfies(span -> assertThat(span.getName()).isUpperCase());
    assertThat(traces).span("POST").extracting(SpanData::getName, as(STRING)).startsWith("PO");
    assertThat(traces).span("POST").is(new Condition<>(SpanData::hasEnded, "ended"));
    assertThat(declined.traces()).first(as(TRACE)).hasRoot("POST /checkout");
    fails(() -> assertThat(traces).as("order 42").span("POST").hasKind(SpanKind.SERVER), """
    [order 42] span "POST" [CLIENT]: kind: expected SERVER, but was CLIENT
    """);
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> assertThat(traces).span("POST").hasKind(SpanKind.CLIENT));
    softly.check(() -> assertThat(traces).span("charge card").hasNoErrors());
    softly.assertAll();
  }

  @Test
  void spansOfAnotherExporter() {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    captured(TraceCapture.builder().addSpanExporter(exporter), Shop::checkout);
    assertThatSpans(exporter.getFinishedSpanItems())
        .traceWithRoot("POST /checkout")
        .hasNoErrors();
  }

  @Test
  void nothingWasCaptured() {
    CapturedTraces empty = captured(shop -> {});
    assertThat(empty).hasNoSpans();
    fails(() -> assertThat(empty).hasNoErrors(), """
    no spans captured: no span was started with the OpenTelemetry of this capture

      SDK          made for this capture: shop, mail
    """);
  }

  static class Ordering {

    private static Shop shop(OpenTelemetry openTelemetry) {
      return new Shop(openTelemetry, openTelemetry, TestClock.create());
    }

    @Test
    @CaptureTraces(unexpectedErrors = Policy.FAIL, openSpans = Policy.FAIL)
    void noodlesAreOrdered(OpenTelemetry openTelemetry) {
      shop(openTelemetry).order(Card.DECLINED); // nothing is asserted
    }
  }

  @Test
  void noErrorAndNoOpenSpanGoesUnnoticed(@TempDir Path artifacts) {
    Throwable failure = EngineTestKit.engine("junit-jupiter")
        .configurationParameter("traceassert.artifacts", artifacts.toString())
        .selectors(selectClass(Ordering.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .findFirst()
        .flatMap(TestExecutionResult::getThrowable)
        .orElseThrow();

    fails(
        () -> {
          throw failure;
        },
        """
        3 spans have errors that no assertion looked at
        "POST" [CLIENT]: status ERROR
        """);
  }
}
