package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.List;

/** The spans of a trace as a tree of nodes. */
final class SpanTree extends Tree {

  private final Trace trace;
  private final List<SpanData> spans;

  SpanTree(Trace trace) {
    super(trace.spans().stream().mapToInt(trace::depthOf).toArray());
    this.trace = trace;
    spans = trace.spans();
  }

  Trace trace() {
    return trace;
  }

  SpanData get(int node) {
    return spans.get(node - 1);
  }

  String name(int node) {
    return get(node).getName();
  }
}
