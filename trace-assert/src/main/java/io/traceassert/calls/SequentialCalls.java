package io.traceassert.calls;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Calls that one span makes, each after the one before had ended, although nothing in the trace
 * says that it had to.
 *
 * <p>Looked at are HTTP requests of a safe method and RPC calls. What changes something may have to
 * keep its order, and so may statements, which share a connection and a transaction, and messages.
 * Two calls may depend on each other when one links to the other, when another span begins between
 * them, or when the first failed and the second tries again. Where some of the calls overlap, they
 * are stages of something that is made to run at the same time already. What the code does with an
 * answer, no trace shows: this is a hint.
 *
 * @param parent the span that makes the calls
 * @param calls two or more, in the order of their starts
 * @param trace the trace that they are of
 */
public record SequentialCalls(SpanData parent, List<Call> calls, Trace trace) {

  /** Copies the list. */
  public SequentialCalls {
    calls = List.copyOf(calls);
  }

  /**
   * Adds their durations.
   *
   * @return how long they took one after the other
   */
  public Duration together() {
    return calls.stream()
        .map(call -> Durations.of(call.span()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Finds the longest.
   *
   * @return how long they would have taken at the same time
   */
  public Duration longest() {
    return calls.stream()
        .map(call -> Durations.of(call.span()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
