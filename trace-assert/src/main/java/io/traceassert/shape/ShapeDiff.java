package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes of laying a {@link TraceShape} on a trace. When it does not fit, this says what is
 * missing, what was not expected, and what differs, by the difference of least cost. Immutable.
 */
public final class ShapeDiff {

  private static final int MOST_LINES = 40;

  private final boolean matches;
  private final long cost;
  private final Rows rows;
  private final List<Missing> missing;
  private final List<SpanData> unexpected;
  private final long missingSpans;
  private final long unexpectedSpans;
  private final int different;

  private ShapeDiff(TraceShape shape) {
    matches = true;
    cost = 0;
    rows = Rows.of(shape);
    missing = List.of();
    unexpected = List.of();
    missingSpans = 0;
    unexpectedSpans = 0;
    different = 0;
  }

  private ShapeDiff(long cost, DiffWriter writer) {
    matches = false;
    this.cost = cost;
    rows = writer.rows();
    missing = List.copyOf(writer.missing());
    unexpected = List.copyOf(writer.unexpected());
    missingSpans = writer.missingSpans();
    unexpectedSpans = writer.unexpectedSpans();
    different = writer.different();
  }

  /**
   * A line for which no span was found, or too few.
   *
   * @param pattern what was expected
   * @param parent the span below which it was expected; empty at the top
   */
  public record Missing(SpanPattern pattern, Optional<SpanData> parent) {}

  static ShapeDiff of(TraceShape shape, Trace trace, boolean relaxed) {
    LineTree lines = new LineTree(shape, relaxed);
    SpanTree spans = new SpanTree(trace);
    if (Fits.of(lines, spans).holds()) {
      return new ShapeDiff(shape);
    }
    Comparison comparison = new Comparison(lines, spans, Fits.inPart(lines, spans));
    Prices prices = ExactPrices.of(comparison)
        .map(exact -> (Prices) exact)
        .orElseGet(() -> new EstimatedPrices(comparison));
    return new ShapeDiff(prices.of(Tree.TOP, Tree.TOP), new DiffWriter(comparison, prices));
  }

  /**
   * Tells whether the shape fits.
   *
   * @return true if there is no difference
   */
  public boolean matches() {
    return matches;
  }

  /** The cost of the difference: 0 if and only if the shape fits. */
  long cost() {
    return cost;
  }

  /**
   * Says how much differs.
   *
   * @return for example {@code 1 missing, 2 unexpected, 1 different}: the number of expected spans
   *     that are not there, of spans that are there and were not expected, and of spans that differ
   */
  public String summary() {
    List<String> parts = new ArrayList<>();
    addCount(parts, missingSpans, "missing");
    addCount(parts, unexpectedSpans, "unexpected");
    addCount(parts, different, "different");
    return String.join(", ", parts);
  }

  private static void addCount(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  /**
   * Returns the lines for which spans are missing, without the lines below those.
   *
   * @return unmodifiable, in the order of the difference
   */
  public List<Missing> missing() {
    return missing;
  }

  /**
   * Returns the spans that were not expected, without those below them.
   *
   * @return unmodifiable, in the order of the difference
   */
  public List<SpanData> unexpected() {
    return unexpected;
  }

  /**
   * Returns the shape in which everything that differs is replaced by what really happened.
   *
   * @return a shape that the trace has
   */
  public TraceShape found() {
    return rows.found();
  }

  /**
   * Draws the difference: lines that begin with {@code -} are expected and not there, those with
   * {@code +} are there and not expected. {@link TraceShape#parse} reads it as what really
   * happened.
   *
   * @return at most 40 lines, those around what differs
   */
  @Override
  public String toString() {
    return rows.render("", MOST_LINES);
  }
}
