package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenScope;
import io.traceassert.capture.OpenSpan;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenScopesTest {

  private static final SpanData ORDER = root("order", 1);
  private static final SpanData COOK = child("cook", 2, 1);
  private static final List<StackTraceElement> STACK = List.of(
      new StackTraceElement("io.opentelemetry.context.Context", "makeCurrent", "Context.java", 9),
      new StackTraceElement("shop.Kitchen", "cook", "Kitchen.java", 42));

  private static OpenScope scope(SpanContext span) {
    return new OpenScope(span, "kitchen", STACK, Optional.empty());
  }

  private static void openScopes(CapturedTraces traces, OpenScope... scopes) {
    traces.openScopes(List.of(scopes)).ifPresent(failure -> {
      throw failure;
    });
  }

  @Test
  void noneIsNoFailure() {
    assertThat(FakeRecording.traces(ORDER).openScopes(List.of())).isEmpty();
  }

  @Test
  void whatWasMadeCurrentIsNamedAndMarked() {
    CapturedTraces traces = FakeRecording.traces(ORDER, COOK);
    assertFails(() -> openScopes(traces, scope(COOK.getSpanContext())), """
        1 scope was never closed: "cook"
        "cook" was made current at Kitchen.java:42 on thread "kitchen"

        trace 4bf92f35: 2 spans, 1.0 ms
          order    1.0 ms
          └─ cook  1.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.
        """);
  }

  @Test
  void whatIsNotKnownIsSaid() {
    OpenScope elsewhere = new OpenScope(
        span("other", 9).build().getSpanContext(), "main", List.of(), Optional.of("kitchen"));
    CapturedTraces traces = FakeRecording.traces(ORDER);
    assertFails(() -> openScopes(traces, elsewhere, scope(SpanContext.getInvalid())), """
        2 scopes were never closed: span 00000000 of trace 4bf92f35, a context without a span
        span 00000000 of trace 4bf92f35 was made current on thread "main", and closed on thread "kitchen", which has no effect
        a context without a span was made current at Kitchen.java:42 on thread "kitchen"

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.
        """);
  }

  @Test
  void aSpanMayBeOpenToo() {
    SpanData open = span("cook", 2).parent(1).open().build();
    FakeRecording recording = new FakeRecording()
        .set(List.of(ORDER), List.of(new OpenSpan(open, "kitchen", Duration.ofMillis(3))));
    assertFails(() -> openScopes(recording.traces(), scope(open.getSpanContext())), """
        1 scope was never closed: "cook"
        "cook" was made current at Kitchen.java:42 on thread "kitchen"

        trace 4bf92f35: 2 spans, 1.0 ms, 1 open
          order    1.0 ms
          └─ cook          # its scope was never closed; open

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.
        """);
  }

  @Test
  void ofManyTheFirstAreNamed() {
    List<OpenScope> many = Collections.nCopies(12, scope(ORDER.getSpanContext()));
    assertThat(FakeRecording.traces(ORDER).openScopes(many))
        .hasValueSatisfying(error -> assertThat(error)
            .hasMessageStartingWith("12 scopes were never closed: ")
            .hasMessageContaining("on thread \"kitchen\"\nand 2 more\n\ntrace 4bf92f35"));
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller without null checks
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> FakeRecording.traces(ORDER).openScopes(null))
        .withMessage("scopes");
    assertThatNullPointerException()
        .isThrownBy(() -> new OpenScope(null, "main", List.of(), Optional.empty()))
        .withMessage("span");
    assertThatNullPointerException()
        .isThrownBy(
            () -> new OpenScope(SpanContext.getInvalid(), null, List.of(), Optional.empty()))
        .withMessage("thread");
    assertThatNullPointerException()
        .isThrownBy(() -> new OpenScope(SpanContext.getInvalid(), "main", List.of(), null))
        .withMessage("closedOn");
  }
}
