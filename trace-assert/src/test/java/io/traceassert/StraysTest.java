package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which open span a root should probably have been below. */
class StraysTest {

  private static final SpanData ORDER = span("order", 1).service("shop").build();
  private static final SpanData CLIENT =
      span("GET", 2).parent(1).service("shop").kind(SpanKind.CLIENT).build();
  private static final SpanData OTHER =
      span("cook", 3).parent(2).service("kitchen").build();

  private final FakeRecording recording = new FakeRecording();

  private SpanData stray(TestSpan span, SpanData... open) {
    SpanData stray = span.trace("9").build();
    List<OpenSpan> openThen =
        Stream.of(open).map(each -> new OpenSpan(each, "main", Duration.ZERO)).toList();
    recording.origin(stray, Origin.of("pool-1", List.of(), openThen));
    return stray;
  }

  private TraceAssertionError failureWith(SpanData... spans) {
    recording.with(spans);
    return failure(() -> assertThat(recording.traces()).hasSingleTrace().isNotNull());
  }

  @Test
  void isTheLastOfItsOwnService() {
    SpanData stray = stray(span("mail", 4).service("shop"), ORDER, CLIENT, OTHER);
    assertThat(failureWith(ORDER, CLIENT, OTHER, stray)).hasMessageStartingWith("""
        expected a single trace, but there are 2
        "mail" began trace 99999999 on thread "pool-1"
        while "GET" [CLIENT] of trace 4bf92f35 was open on thread "main"
        """);
  }

  @Test
  void isTheLastOfAnyServiceWhenNoneIsOfItsOwn() {
    SpanData stray = stray(span("mail", 4).service("mailer"), ORDER, CLIENT, OTHER);
    assertThat(failureWith(ORDER, CLIENT, OTHER, stray)).hasMessageStartingWith("""
        expected a single trace, but there are 2
        "mail" began trace 99999999 on thread "pool-1"
        while "cook" of trace 4bf92f35 was open on thread "main"
        """);
  }

  @Test
  void isTheLastThatSendsWhenItReceives() {
    SpanData producer =
        span("publish", 5).parent(1).service("shop").kind(SpanKind.PRODUCER).build();
    for (SpanKind kind : List.of(SpanKind.SERVER, SpanKind.CONSUMER)) {
      SpanData stray = stray(span("receive", 4).service("kitchen").kind(kind), CLIENT, OTHER);
      assertThat(failureWith(ORDER, CLIENT, OTHER, stray))
          .hasMessageContaining("while \"GET\" [CLIENT] of trace 4bf92f35 was open");
      SpanData other = stray(span("receive", 4).service("kitchen").kind(kind), producer, OTHER);
      assertThat(failureWith(ORDER, producer, OTHER, other))
          .hasMessageContaining("while \"publish\" [PRODUCER] of trace 4bf92f35 was open");
    }
  }

  @Test
  void isNoneOfItsOwnTrace() {
    SpanData own = span("own", 5).trace("9").service("shop").build();
    SpanData stray = stray(span("mail", 4).service("shop"), own);
    assertThat(failureWith(ORDER, own, stray)).hasMessage("""
        expected a single trace, but there are 2

        trace 99999999: 2 spans, 1.0 ms
          mail  @shop  1.0 ms
          own   @shop  1.0 ms

        trace 4bf92f35: 1 span, 1.0 ms
          order  @shop  1.0 ms""");
  }

  @Test
  void ofManyThreeAreExplained() {
    SpanData[] strays = IntStream.rangeClosed(1, 4)
        .mapToObj(i -> stray(span("mail " + i, 10 + i).service("shop"), ORDER))
        .toArray(SpanData[]::new);
    assertThat(failureWith(
            Stream.concat(Stream.of(ORDER), Stream.of(strays)).toArray(SpanData[]::new)))
        .hasMessage("""
            expected a single trace, but there are 2
            "mail 1" began trace 99999999 on thread "pool-1"
            while "order" of trace 4bf92f35 was open on thread "main"
            "mail 2" began trace 99999999 on thread "pool-1"
            while "order" of trace 4bf92f35 was open on thread "main"
            "mail 3" began trace 99999999 on thread "pool-1"
            while "order" of trace 4bf92f35 was open on thread "main"
            and 1 more root like these

            trace 99999999: 4 spans, 1.0 ms
              mail 1  @shop  1.0 ms  # began here
              mail 2  @shop  1.0 ms  # began here
              mail 3  @shop  1.0 ms  # began here
              mail 4  @shop  1.0 ms

            trace 4bf92f35: 1 span, 1.0 ms
              order  @shop  1.0 ms  # was open when "mail 3" began

            Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.""");
  }
}
