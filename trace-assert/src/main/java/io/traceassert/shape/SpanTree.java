package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;

/** The spans of a trace as a tree of nodes. */
final class SpanTree extends Tree {

  private final Trace trace;
  private final SpanData[] spans;

  SpanTree(Trace trace) {
    this(trace, trace.spans().toArray(new SpanData[0]));
  }

  private SpanTree(Trace trace, SpanData[] spans) {
    super(depths(trace, spans));
    this.trace = trace;
    this.spans = spans;
  }

  /** A loop over an array, since a list or a stream would look at each span for its type. */
  private static int[] depths(Trace trace, SpanData[] spans) {
    int[] depths = new int[spans.length];
    for (int i = 0; i < spans.length; i++) {
      depths[i] = trace.depthOf(spans[i]);
    }
    return depths;
  }

  Trace trace() {
    return trace;
  }

  SpanData get(int node) {
    return spans[node - 1];
  }

  String name(int node) {
    return get(node).getName();
  }
}
