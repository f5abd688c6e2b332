package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TraceCaptureTest {

  private final TestClock clock = TestClock.create();
  private TraceCapture capture = TraceCapture.builder()
      .setClock(clock)
      .useDeterministicIds()
      .setSettleTimeout(Duration.ZERO)
      .build();

  @AfterEach
  void close() {
    capture.close();
  }

  private TraceCapture use(TraceCaptureBuilder builder) {
    capture.close();
    capture = builder.build();
    return capture;
  }

  private static Tracer tracer(OpenTelemetrySdk sdk) {
    return sdk.getTracer("test");
  }

  @Test
  @SuppressWarnings("try")
  void capturesWhatItsSdkEnds() {
    Span root = tracer(capture.openTelemetry()).spanBuilder("root").startSpan();
    try (Scope scope = root.makeCurrent()) {
      tracer(capture.openTelemetry()).spanBuilder("child").startSpan().end();
    }
    root.end();
    assertThat(capture.traces()).hasSingleTrace().hasRoot("root").span("child").hasParent("root");
  }

  @Test
  void servicesShareOneCapture() {
    Span client = tracer(capture.openTelemetry("order"))
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .startSpan();
    tracer(capture.openTelemetry("noodle"))
        .spanBuilder("GET /noodles")
        .setParent(Context.root().with(client))
        .startSpan()
        .end();
    client.end();

    assertThat(capture.traces())
        .hasSingleTrace()
        .hasSpanCount(2)
        .span("GET /noodles")
        .hasService("noodle");
    assertThat(capture.openTelemetry("order")).isSameAs(capture.openTelemetry("order"));
    assertThat(capture.openTelemetry()).isNotSameAs(capture.openTelemetry("order"));
  }

  @Test
  void waitsForTheLastEndOnAnotherThread() throws Exception {
    use(TraceCapture.builder());
    Span root = tracer(capture.openTelemetry()).spanBuilder("root").startSpan();
    CountDownLatch asserting = new CountDownLatch(1);
    CompletableFuture<Void> assertion = CompletableFuture.runAsync(() -> {
      asserting.countDown();
      assertThat(capture.traces()).hasSingleTrace().hasSpanCount(1);
    });
    asserting.await();
    root.end();
    assertion.join();
  }

  @Test
  void namesEachSpanThatStaysOpen() {
    Span root = tracer(capture.openTelemetry("order"))
        .spanBuilder("POST /orders")
        .setSpanKind(SpanKind.SERVER)
        .startSpan();
    clock.advance(Duration.ofMillis(3));
    Span child = tracer(capture.openTelemetry("order"))
        .spanBuilder("settle invoice")
        .setParent(Context.root().with(root))
        .startSpan();
    clock.advance(Duration.ofMillis(5003));
    root.end();

    assertThatThrownBy(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull())
        .hasMessage("""
            1 span is still open after 0 s, so the capture is not complete
            "settle invoice" has been open for 5.00 s, started on thread "THREAD"

            trace 6e789e6a: 2 spans, 5.01 s, 1 open
              POST /orders       [SERVER]  @order  5.01 s
              └─ settle invoice                            # open

            End each span on every path (try … finally), or let the test wait for the code that ends it.""".replace("THREAD", Thread.currentThread().getName()));
    child.end();
    assertThat(capture.traces()).hasSingleTrace().hasSpanCount(2);
  }

  @Test
  void remembersWhereEachRootBegan() {
    Span root = tracer(capture.openTelemetry()).spanBuilder("outer").startSpan();
    Span stray =
        tracer(capture.openTelemetry()).spanBuilder("stray").setNoParent().startSpan();
    Span later =
        tracer(capture.openTelemetry()).spanBuilder("later").setNoParent().startSpan();
    stray.end();
    root.end();
    later.end();

    Trace trace = assertThat(capture.traces()).traceWithRoot("stray").actual();
    assertThat(capture.traces().capture().originOf(trace.root())).hasValueSatisfying(origin -> {
      assertThat(origin.thread()).isEqualTo(Thread.currentThread().getName());
      assertThat(origin.place())
          .hasValueSatisfying(place -> assertThat(place).matches("TraceCaptureTest.java:\\d+"));
      assertThat(origin.openThen())
          .extracting(open -> open.span().getName())
          .containsExactly("outer");
    });
  }

  @Test
  void remembersThePlaceOfAllSpansOnRequest() {
    use(TraceCapture.builder().recordOriginsOfAllSpans());
    Span root = tracer(capture.openTelemetry()).spanBuilder("root").startSpan();
    tracer(capture.openTelemetry())
        .spanBuilder("child")
        .setParent(Context.root().with(root))
        .startSpan()
        .end();
    root.end();
    Trace trace = capture.traces().traces().get(0);
    assertThat(capture
            .traces()
            .capture()
            .originOf(trace.spans().get(1))
            .orElseThrow()
            .place())
        .isPresent();
  }

  @Test
  void aSecondTraceIsExplainedByItsOrigin() {
    Span order =
        tracer(capture.openTelemetry("order")).spanBuilder("POST /orders").startSpan();
    Span stray = tracer(capture.openTelemetry("noodle"))
        .spanBuilder("cook")
        .setNoParent()
        .startSpan();
    clock.advance(Duration.ofMillis(2));
    stray.end();
    order.end();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull())
        .message()
        .satisfies(message -> assertThat(message
                .replaceAll("java:\\d+", "java:1")
                .replace(Thread.currentThread().getName(), "main"))
            .isEqualTo("""
            expected a single trace, but there are 2
            "cook" began trace 1b39896a at TraceCaptureTest.java:1 on thread "main"
            while "POST /orders" of trace 6e789e6a was open on the same thread

            trace 6e789e6a: 1 span, 2.0 ms
              POST /orders  @order  2.0 ms  # was open when "cook" began

            trace 1b39896a: 1 span, 2.0 ms
              cook  @noodle  2.0 ms  # began here

            Was the open span made current (try (Scope scope = span.makeCurrent()) …), or its context passed on?"""));
  }

  @Test
  void saysThatTheSamplerDroppedEverything() {
    use(TraceCapture.builder().setSampler(Sampler.alwaysOff()));
    Tracer tracer = tracer(capture.openTelemetry("order"));
    IntStream.range(0, 3)
        .forEach(i -> tracer.spanBuilder("POST /orders").startSpan().end());
    tracer.spanBuilder("cook").startSpan().end();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull())
        .hasMessage("""
            no spans captured: the sampler dropped all 4 spans that were started

              SDK          made for this capture: order
              sampler      AlwaysOffSampler
              started      0 spans
              sampled out  4 spans: "POST /orders" x3, "cook"

            To capture every span, let the sampler keep it: TraceCapture.builder().setSampler(Sampler.alwaysOn()).""");
    assertThat(capture.traces()).hasNoSpans();
  }

  @Test
  void mentionsWhatTheSamplerDroppedBesides() {
    use(TraceCapture.builder().setSampler(new OnlySampler("keep")));
    Tracer tracer = tracer(capture.openTelemetry("order"));
    tracer.spanBuilder("keep").startSpan().end();
    tracer.spanBuilder("drop").startSpan().end();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasTraceCount(2))
        .hasMessageEndingWith("\n\nnote: the sampler dropped 1 span: \"drop\"");
  }

  @Test
  void saysThatSpansWereRecordedButNotSampled() {
    Sampler recordOnly = new RecordOnlySampler();
    use(TraceCapture.builder().setSampler(recordOnly));
    tracer(capture.openTelemetry("order"))
        .spanBuilder("POST /orders")
        .startSpan()
        .end();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull())
        .hasMessage("""
            no spans captured: the sampler recorded 1 span without sampling it

              SDK          made for this capture: order
              sampler      record only
              started      1 span, 1 of them not sampled
              sampled out  0 spans

            To capture every span, let the sampler keep it: TraceCapture.builder().setSampler(Sampler.alwaysOn()).""");
  }

  @Test
  void saysThatNothingUsedTheSdk() {
    assertThat(capture.openTelemetry("order")).isNotNull();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull())
        .hasMessage("""
            no spans captured: no span was started with the OpenTelemetry of this capture

              SDK          made for this capture: order
              sampler      ParentBased{root:AlwaysOnSampler,remoteParentSampled:AlwaysOn…
              started      0 spans
              sampled out  0 spans

            Does the code under test use the OpenTelemetry that the test was given? A GlobalOpenTelemetry or an SDK of its own is not captured
            unless TraceCapture.spanProcessor() is added to it.""");
  }

  @Test
  void saysThatNothingIsWired() {
    assertThatThrownBy(() -> assertThat(capture.traces()).hasTraceCount(1)).hasMessage("""
            no spans captured: no span was started with the OpenTelemetry of this capture

              SDK      none: nobody asked this capture for an OpenTelemetry or a span processor
              started  0 spans

            Does the code under test use the OpenTelemetry that the test was given? A GlobalOpenTelemetry or an SDK of its own is not captured
            unless TraceCapture.spanProcessor() is added to it.""");
  }

  @Test
  void saysThatNothingReachedTheProcessor() {
    assertThat(capture.spanProcessor()).isNotNull();
    assertThatThrownBy(() -> assertThat(capture.traces()).hasTraceCount(1)).hasMessage("""
            no spans captured: no span reached the span processor of this capture

              SDK      the application's own, with the span processor of this capture
              started  0 spans

            Does the code under test use the SDK that the processor was added to, and does its sampler keep the spans?""");
  }

  @Test
  void capturesFromAnSdkOfTheUsers() {
    try (SdkTracerProvider provider = SdkTracerProvider.builder()
        .addSpanProcessor(capture.spanProcessor())
        .setResource(Resource.empty())
        .build()) {
      provider.get("mine").spanBuilder("root").startSpan().end();
    }
    assertThat(capture.traces()).hasSingleTrace().hasRoot("root");
  }

  @Test
  void passesEveryOptionOnToTheSdk() {
    List<String> ended = new java.util.concurrent.CopyOnWriteArrayList<>();
    use(TraceCapture.builder()
        .setResource(Resource.builder()
            .put("service.name", "mine")
            .put("deployment", "test")
            .build())
        .setSpanLimits(SpanLimits.builder().setMaxNumberOfAttributes(1).build())
        .setIdGenerator(new DeterministicIds())
        .setPropagators(ContextPropagators.noop())
        .addSpanProcessor(io.opentelemetry.sdk.trace.SpanProcessor.composite())
        .addSpanExporter(new ListeningExporter(ended))
        .setClock(clock));
    OpenTelemetrySdk sdk = capture.openTelemetry();
    tracer(sdk)
        .spanBuilder("a")
        .setAttribute("x", 1)
        .setAttribute("order.id", "42")
        .startSpan()
        .end();

    assertThat(sdk.getPropagators()).isSameAs(ContextPropagators.noop());
    assertThat(ended).containsExactly("a");
    assertThat(capture.traces())
        .hasSingleTrace()
        .span("a")
        .hasService("mine")
        .asSpanData()
        .startsAt(clock.now());
    assertThatThrownBy(() ->
            assertThat(capture.traces()).hasSingleTrace().span("a").hasAttribute("order.id", "42"))
        .hasMessageContaining(
            "1 attribute was set and is not there: overwritten, or dropped by the span limits of the SDK");
    assertThat(capture.openTelemetry("other")).isNotNull();
  }

  @Test
  void deterministicIdsAreTheSameInEachCapture() {
    TraceCaptureBuilder options = TraceCapture.builder().useDeterministicIds();
    Set<String> ids = IntStream.range(0, 3)
        .mapToObj(i -> {
          try (TraceCapture each = options.build()) {
            tracer(each.openTelemetry()).spanBuilder("a").startSpan().end();
            return each.traces().traces().get(0).traceId();
          }
        })
        .collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
  }

  @Test
  void aProcessorAndAnExporterThatThrowAreNotedAndHarmless() {
    use(TraceCapture.builder()
        .addSpanProcessor(new ThrowingProcessor())
        .addSpanExporter(new ThrowingExporter()));
    Tracer tracer = tracer(capture.openTelemetry());
    tracer.spanBuilder("a").startSpan().setStatus(StatusCode.OK).end();
    tracer.spanBuilder("b").startSpan().end();
    assertThat(capture.traces()).hasTraceCount(2);
    assertThatThrownBy(() -> assertThat(capture.traces()).hasNoSpans())
        .hasMessageEndingWith("""
            note: io.traceassert.memory.ThrowingProcessor threw java.lang.IllegalStateException: start of a in onStart
            note: io.traceassert.memory.ThrowingProcessor threw java.lang.IllegalStateException: end in onEnd (2 times)
            note: io.traceassert.memory.ThrowingExporter threw java.lang.IllegalStateException: export in export (2 times)
            note: io.traceassert.memory.ThrowingProcessor threw java.lang.IllegalStateException: start of b in onStart""".stripTrailing());
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    use(TraceCapture.builder());
    Tracer tracer = tracer(capture.openTelemetry());
    int threads = 8;
    int traces = 500;
    List<CompletableFuture<Void>> work = IntStream.range(0, threads)
        .mapToObj(t -> CompletableFuture.runAsync(() -> {
          for (int i = 0; i < traces; i++) {
            Span root = tracer.spanBuilder("root").setNoParent().startSpan();
            tracer
                .spanBuilder("child")
                .setParent(Context.root().with(root))
                .startSpan()
                .end();
            root.end();
          }
        }))
        .toList();
    assertThat(capture.traces()).eventually(Duration.ofSeconds(30)).hasTraceCount(threads * traces);
    work.forEach(CompletableFuture::join);
    assertThat(capture.traces().traces()).allMatch(trace -> trace.spans().size() == 2);
  }

  @Test
  void closeLeavesNoThreadAndKeepsWhatWasCaptured() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    TraceCapture other = TraceCapture.create();
    tracer(other.openTelemetry("a")).spanBuilder("root").startSpan().end();
    other.close();
    other.close();
    assertThat(other.traces()).hasSingleTrace().hasRoot("root");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().contains("trace"))
        .isSubsetOf(before);
  }

  @Test
  void refusesBadArguments() {
    TraceCaptureBuilder builder = TraceCapture.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.openTelemetry(" "))
        .withMessage("serviceName must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setSettleTimeout(Duration.ofMillis(-1)))
        .withMessage("settleTimeout must not be negative, but is PT-0.001S");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.setSampler(nothing()))
        .withMessage("sampler");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.setClock(nothing()))
        .withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.addSpanProcessor(nothing()))
        .withMessage("processor");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.addSpanExporter(nothing()))
        .withMessage("exporter");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.setIdGenerator(nothing()))
        .withMessage("idGenerator");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
