package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Spelling;
import java.util.HashMap;
import java.util.Map;

/**
 * What it costs when a shape is laid on a trace and does not fit. The smallest and most plausible
 * difference is the one of least cost: what differs in a part is cheaper than one that is missing
 * or not expected, a span that has some more below it is cheaper than one that is missing, and a
 * line is laid on a span of quite another name only when that saves more of what is below.
 */
final class Comparison {

  static final long MISSING = 100;
  static final long UNEXPECTED = 10;
  static final long OUT_OF_ORDER = 6;

  private static final long PART = 2;
  private static final long MOST_PARTS = 16;
  private static final long LIKE_NAME = 8;
  private static final long MOST_WITH_LIKE_NAME = 18;
  private static final long OTHER_NAME = MISSING + UNEXPECTED + 1;

  private final LineTree lines;
  private final SpanTree spans;
  private final Fits fits;
  private final Map<String, Map<String, Boolean>> alike = new HashMap<>();

  static Comparison of(LineTree lines, SpanTree spans) {
    return new Comparison(lines, spans, Fits.inPart(lines, spans));
  }

  Comparison(LineTree lines, SpanTree spans, Fits fits) {
    this.lines = lines;
    this.spans = spans;
    this.fits = fits;
  }

  LineTree lines() {
    return lines;
  }

  SpanTree spans() {
    return spans;
  }

  Fits fits() {
    return fits;
  }

  /** The cost of one span of a line that is missing, with all below it. */
  long missing(int line) {
    return LineTree.product(MISSING, lines.least(line));
  }

  /** The cost of a span that is not expected, with all below it. */
  long unexpected(int span) {
    return UNEXPECTED * spans.size(span);
  }

  /** The cost of what differs between a line and a span, without what is below. */
  long own(int line, int span) {
    if (line == Tree.TOP) {
      return 0;
    }
    SpanPattern pattern = lines.pattern(line);
    SpanData data = spans.get(span);
    long parts =
        Math.min(MOST_PARTS, PART * PatternLine.missedColumns(pattern, data, spans.trace()));
    if (PatternLine.matchesName(pattern, data.getName())) {
      return parts;
    }
    return isAlike(pattern.nameText(), data.getName())
        ? Math.min(MOST_WITH_LIKE_NAME, LIKE_NAME + parts)
        : OTHER_NAME + parts;
  }

  private boolean isAlike(String name, String other) {
    return alike
        .computeIfAbsent(name, unseen -> new HashMap<>())
        .computeIfAbsent(other, unseen -> Spelling.isNear(name, other));
  }
}
