package io.traceassert.calls;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.List;

/**
 * A call that is made again and again.
 *
 * @param form what is called, apart from parameters
 * @param calls the calls, in tree order; of attempts, the last
 * @param above what is above all of them and makes them; empty if they are tops of the tree
 * @param branches the spans directly below that, or the tops, through which the calls are made: the
 *     calls themselves, or spans of the same name around them
 * @param trace the trace that they are of
 */
public record RepeatedCall(
    String form, List<Call> calls, List<SpanData> above, List<SpanData> branches, Trace trace) {

  /** Copies the lists. */
  public RepeatedCall {
    calls = List.copyOf(calls);
    above = List.copyOf(above);
    branches = List.copyOf(branches);
  }
}
