package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** Collects what differs while it is written. */
final class Differences {

  final List<ShapeDiff.Missing> missing = new ArrayList<>();
  final List<ShapeDiff.Unexpected> unexpected = new ArrayList<>();
  final List<ShapeDiff.Different> different = new ArrayList<>();
  final List<SpanData> laidOn = new ArrayList<>();
  final List<SpanData> unused = new ArrayList<>();

  private long missingSpans;
  private long unexpectedSpans;

  void addMissing(ShapeDiff.Missing line, long spans) {
    missing.add(line);
    missingSpans = LineTree.sum(missingSpans, spans);
  }

  void addUnexpected(SpanData span, String count, long spans) {
    unexpected.add(new ShapeDiff.Unexpected(span, count));
    unexpectedSpans += spans;
  }

  void addDifferent(SpanData span, List<String> reasons) {
    different.add(new ShapeDiff.Different(span, List.copyOf(reasons)));
  }

  String summary() {
    List<String> parts = new ArrayList<>();
    addCount(parts, missingSpans, "missing");
    addCount(parts, unexpectedSpans, "unexpected");
    addCount(parts, different.size(), "different");
    return String.join(", ", parts);
  }

  private static void addCount(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
