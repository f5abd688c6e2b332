package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Recording.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two recordings beside each other on one SDK. */
class OwnershipTest {

  private final TraceCapture capture = TraceCapture.create();
  private final Tracer tracer = capture.openTelemetry().getTracer("test");
  private final Recording one = capture.record();
  private final Recording two = capture.record();

  @AfterEach
  void close() {
    one.close();
    two.close();
    capture.close();
  }

  private static Context of(Recording recording) {
    return recording.context(Context.root());
  }

  private Span start(String name, Context parent) {
    return tracer.spanBuilder(name).setParent(parent).startSpan();
  }

  private Span end(String name, Context parent) {
    Span span = start(name, parent);
    span.end();
    return span;
  }

  private Span endLinked(String name, Span... targets) {
    var builder = tracer.spanBuilder(name).setNoParent();
    for (Span target : targets) {
      builder.addLink(target.getSpanContext());
    }
    Span span = builder.startSpan();
    span.end();
    return span;
  }

  private static List<String> names(Recording recording) {
    return recording.capture().spans().stream().map(SpanData::getName).toList();
  }

  @Test
  void aTraceBelongsToTheRecordingUnderWhoseContextItBegins() {
    end("a", of(one));
    end("b", of(two));

    assertThat(names(one)).containsExactly("a");
    assertThat(names(two)).containsExactly("b");
    assertThat(one.capture().notes()).isEmpty();
  }

  @Test
  @SuppressWarnings("try")
  void theCurrentContextCountsForARootThatIsGivenNoParent() {
    try (Scope scope = of(one).makeCurrent()) {
      tracer.spanBuilder("a").setNoParent().startSpan().end();
      end("b", of(two));
    }
    assertThat(names(one)).containsExactly("a");
    assertThat(names(two)).containsExactly("b");
  }

  @Test
  void theContextHasNoSpanAndKeepsTheOneThatItIsGiven() {
    assertThat(Span.fromContextOrNull(of(one))).isNull();
    Span root = start("root", of(one));
    Context context = two.context(Context.root().with(root));
    assertThat(Span.fromContext(context)).isSameAs(root);
    root.end();
  }

  @Test
  void eachSpanOfATraceBelongsToItsOwnerWhateverItsOwnContextSays() {
    Span root = start("root", of(one));
    end("child", two.context(Context.root().with(root)));
    Context remote = Context.root()
        .with(Span.wrap(SpanContext.createFromRemoteParent(
            root.getSpanContext().getTraceId(),
            root.getSpanContext().getSpanId(),
            root.getSpanContext().getTraceFlags(),
            root.getSpanContext().getTraceState())));
    end("server", remote);
    root.end();

    assertThat(names(one)).containsExactly("child", "server", "root");
    assertThat(names(two)).isEmpty();
  }

  @Test
  void whatBeginsUnderTheContextOfARecordingThatIsOverIsNobodys() {
    Context over = of(one);
    one.close();
    end("late", over);

    assertThat(names(two)).isEmpty();
    assertThat(two.capture().notes()).isEmpty();
    end("alone", Context.root());
    assertThat(names(two)).containsExactly("alone");
  }

  @Test
  void theContextOfAnOuterRecordingMeansTheOnlyOneInside() {
    Recording inner = one.record();
    end("inner", of(one));
    assertThat(names(inner)).containsExactly("inner");

    Recording beside = one.record();
    end("whose?", of(one));
    assertThat(names(inner)).containsExactly("inner");
    assertThat(inner.capture().notes()).hasSize(2);
    assertThat(two.capture().notes()).isEmpty();
    beside.close();
    inner.close();

    end("outer", of(one));
    assertThat(names(one)).containsExactly("outer");
  }

  @Test
  void whatIsBesideAnOuterRecordingIsMentionedInside() {
    Recording inner = one.record();
    end("whose?", Context.root());
    assertThat(inner.capture().notes()).hasSize(1);
    inner.close();
  }

  @Test
  void aTraceThatIsLinkedToAnOwnedOneHasTheSameOwner() {
    Span producer = end("send", of(one));
    Span consumer = endLinked("receive", producer);
    endLinked("store", consumer);

    assertThat(names(one)).containsExactly("send", "receive", "store");
    assertThat(two.capture().notes()).isEmpty();
  }

  @Test
  void theContextGoesBeforeALink() {
    Span producer = end("send", of(one));
    tracer
        .spanBuilder("receive")
        .setParent(of(two))
        .addLink(producer.getSpanContext())
        .startSpan()
        .end();
    assertThat(names(two)).containsExactly("receive");
  }

  @Test
  void linksToTwoOwnersDecideNothing() {
    Span first = end("send", of(one));
    Span second = end("send", of(two));
    endLinked("batch", first, second);

    assertThat(names(one)).containsExactly("send");
    assertThat(names(two)).containsExactly("send");
    assertThat(one.capture().notes())
        .first()
        .asString()
        .contains("\"batch\" at OwnershipTest.java:");
  }

  @Test
  void aLinkThatIsAddedLaterCountsWhenTheSpanEnds() {
    Span producer = end("send", of(one));
    Span consumer = start("receive", Context.root());
    Span child = start("store", Context.root().with(consumer));
    assertThat(one.capture().openSpans()).isEmpty();
    assertThat(two.capture().notes()).hasSize(1);
    consumer.addLink(producer.getSpanContext());
    consumer.end();

    assertThat(names(one)).containsExactly("send", "receive");
    assertThat(one.capture().openSpans()).hasSize(1);
    assertThat(two.capture().notes()).isEmpty();
    child.end();
    assertThat(names(one)).containsExactly("send", "receive", "store");
  }

  @Test
  void anOwnedTraceThatLinksToUnownedOnesTakesThemWithAllThatIsLinked() {
    Span sent = end("send", Context.root());
    Span copied = endLinked("copy", sent);
    endLinked("archive", copied);
    assertThat(two.capture().notes()).hasSize(1);
    Span batch = start("batch", of(two));
    batch.addLink(sent.getSpanContext());
    batch.end();

    assertThat(names(two)).containsExactly("send", "copy", "archive", "batch");
    assertThat(names(one)).isEmpty();
    assertThat(one.capture().notes()).isEmpty();
  }

  @Test
  void whatAnotherSourceHasSeenIsClaimed() {
    Span span = end("server", Context.root());
    String later = "4bf92f3577b34da6a3ce929d0e0e4736";
    one.claim(Set.of(span.getSpanContext().getTraceId(), later));
    two.claim(Set.of(span.getSpanContext().getTraceId(), later));
    end(
        "later",
        Context.root()
            .with(Span.wrap(SpanContext.createFromRemoteParent(
                later,
                "00f067aa0ba902b7",
                span.getSpanContext().getTraceFlags(),
                span.getSpanContext().getTraceState()))));

    assertThat(names(one)).containsExactly("server", "later");
    assertThat(names(two)).isEmpty();
    assertThat(two.capture().notes()).isEmpty();
  }

  @Test
  void whatNobodyOwnsIsToldWithItsOriginToThoseThatRanThen() throws Exception {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "payments-1"));
    pool.submit(() -> {
          Span root = start("charge card", Context.root());
          end("connect", Context.root().with(root));
          root.end();
        })
        .get();
    pool.submit(() -> end("send mail", Context.root())).get();
    pool.submit(() -> end("send mail", Context.root())).get();
    pool.shutdown();
    Recording later = capture.record();

    assertThat(failure(one).replaceAll("java:\\d+", "java:1")).isEqualTo("""
            no spans captured: 4 spans began outside the context of every test that ran

              SDK          made for this capture: unknown_service:java
              sampler      ParentBased{root:AlwaysOnSampler,remoteParentSampled:AlwaysOn…
              started      4 spans
              sampled out  0 spans

            A trace belongs to the test under whose context it begins. On threads of its own, code gets it by Context.taskWrapping(executor),
            Context.current().wrap(task), or traces.context().

            note: 4 spans belong to no test, since their traces began outside the context of each: "charge card" with 1 more span at OwnershipTest.java:1 on thread "payments-1", "send mail" at OwnershipTest.java:1 on thread "payments-1" x2""");
    assertThat(later.capture().notes()).isEmpty();
    later.close();
    one.close();
    assertThat(one.capture().notes()).hasSize(1);
  }

  private static String failure(Recording recording) {
    CapturedTraces traces = CapturedTraces.of(List.of(recording), Duration.ZERO);
    try {
      assertThat(traces).hasSingleTrace().isNotNull();
    } catch (AssertionError failure) {
      return String.valueOf(failure.getMessage());
    }
    throw new IllegalStateException("nothing failed");
  }

  @Test
  void whoeverHasSpansIsToldBesideThem() {
    end("mine", of(one));
    end("whose?", Context.root());
    Capture captured = one.capture();
    assertThat(captured.notes()).hasSize(2);
    assertThat(captured.notes().get(1))
        .isEqualTo(
            "A trace belongs to the test under whose context it begins. On threads of its own, code gets it by"
                + " Context.taskWrapping(executor), Context.current().wrap(task), or traces.context().");
    assertThat(one.capture()).isSameAs(captured);
  }

  @Test
  void nobodyIsWokenByWhatBelongsToAnother() {
    Span known = start("known", of(two));
    assertThat(two.capture().openSpans()).hasSize(1);
    AtomicInteger calls = new AtomicInteger();
    try (Subscription subscription = one.onChange(calls::incrementAndGet)) {
      assertThat(subscription).isNotNull();
      known.end();
      assertThat(calls).hasValue(0);
      end("not yet known", of(two));
      end("whose?", Context.root());
      end("mine", of(one));
      assertThat(calls).hasValue(3);
    }
  }

  @Test
  void theContextOfATestWrapsAnExecutor() throws Exception {
    CapturedTraces traces = CapturedTraces.of(List.of(one), Duration.ZERO);
    ExecutorService pool = traces.context().wrap(Executors.newSingleThreadExecutor());
    pool.submit(() -> tracer.spanBuilder("task").startSpan().end()).get();
    pool.shutdown();
    assertThat(traces).hasSingleTrace().hasRoot("task");
  }

  @Test
  void capturesOfOtherProcessesHaveNoContext() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CapturedTraces.of(List.of()).context())
        .withMessage(
            "these traces have no context, since none of their sources captures spans of this JVM");
  }
}
