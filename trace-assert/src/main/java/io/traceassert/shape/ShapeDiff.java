package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What comes of laying a {@link TraceShape} on a trace. When it does not fit, this says what is
 * missing, what was not expected, and what differs, by the difference of least cost. Immutable.
 */
public final class ShapeDiff {

  private static final int MOST_LINES = 40;

  private final LineTree lines;
  private final SpanTree spans;
  private final long cost;
  private final Rows rows;
  private final Differences differences;

  private ShapeDiff(LineTree lines, SpanTree spans, long cost, Rows rows, Differences differences) {
    this.lines = lines;
    this.spans = spans;
    this.cost = cost;
    this.rows = rows;
    this.differences = differences;
  }

  /**
   * A line for which no span was found, or too few.
   *
   * @param pattern what was expected
   * @param parent the span below which it was expected; empty at the top
   * @param deep whether it was expected at any depth below that
   * @param count how many were expected and found, where some were found; otherwise empty
   */
  public record Missing(
      SpanPattern pattern, Optional<SpanData> parent, boolean deep, String count) {}

  /**
   * A span that is there and was not expected.
   *
   * @param span the span; of several that are alike, the first
   * @param count how many were expected and found, where some were expected; otherwise empty
   */
  public record Unexpected(SpanData span, String count) {}

  /**
   * A span that differs from its line.
   *
   * @param span the span
   * @param reasons in what it differs, at least one phrase
   */
  public record Different(SpanData span, List<String> reasons) {}

  /**
   * Two spans that are in the order of their lines, as far as the clocks of two hosts tell.
   *
   * @param first the one that should have ended when the other starts
   * @param second the other
   */
  public record Undecided(SpanData first, SpanData second) {}

  static ShapeDiff of(TraceShape shape, Trace trace, boolean relaxed) {
    LineTree lines = new LineTree(shape, relaxed);
    SpanTree spans = new SpanTree(trace);
    if (Fits.of(lines, spans).holds()) {
      return new ShapeDiff(lines, spans, 0, Rows.of(shape), new Differences());
    }
    Comparison comparison = Comparison.of(lines, spans);
    Prices prices = Prices.of(comparison);
    DiffWriter writer = new DiffWriter(comparison, prices);
    return new ShapeDiff(
        lines, spans, prices.of(Tree.TOP, Tree.TOP), writer.rows(), writer.differences());
  }

  /**
   * Tells whether the shape fits.
   *
   * @return true if there is no difference
   */
  public boolean matches() {
    return cost == 0;
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
    return differences.summary();
  }

  /**
   * Returns the lines for which spans are missing, without the lines below those.
   *
   * @return unmodifiable, in the order of the difference
   */
  public List<Missing> missing() {
    return List.copyOf(differences.missing);
  }

  /**
   * Returns the spans that were not expected, without those below them.
   *
   * @return unmodifiable, in the order of the difference
   */
  public List<Unexpected> unexpected() {
    return List.copyOf(differences.unexpected);
  }

  /**
   * Returns the spans that differ from their lines.
   *
   * @return unmodifiable, in the order of the difference
   */
  public List<Different> different() {
    return List.copyOf(differences.different);
  }

  /**
   * Returns the spans that no line is laid on: what was not expected, and what is allowed besides.
   *
   * @return unmodifiable, in tree order
   */
  public List<SpanData> unused() {
    return List.copyOf(differences.unused);
  }

  /**
   * Returns the spans that the lines at the top are laid on.
   *
   * @return unmodifiable, in the order of the lines; empty if none comes near
   */
  public List<SpanData> laidOn() {
    return List.copyOf(differences.laidOn);
  }

  /**
   * Returns the spans that some of the lines are laid on.
   *
   * @param wanted tells, of the pattern of a line, whether its spans are asked for
   * @return in no particular order
   */
  public List<SpanData> spansOf(Predicate<? super SpanPattern> wanted) {
    if (IntStream.range(1, lines.nodes()).mapToObj(lines::pattern).noneMatch(wanted)) {
      return List.of();
    }
    Comparison comparison = Comparison.of(lines, spans);
    return Laid.spansOf(comparison, Prices.of(comparison), wanted);
  }

  /**
   * Finds, in a shape that fits, an order that cannot be decided: only the clocks of two hosts say
   * so, and nothing that the two spans are below.
   *
   * @return two of the spans; empty if there is no such order
   */
  public Optional<Undecided> undecidedOrder() {
    boolean isOrdered = IntStream.range(1, lines.nodes()).anyMatch(lines::isInOrder);
    boolean isOfOneClock =
        !isOrdered || spans.trace().spans().stream().map(Clock::of).distinct().count() == 1;
    if (isOfOneClock) {
      return Optional.empty();
    }
    Comparison comparison = Comparison.of(lines, spans);
    return Laid.ofTwoClocks(comparison, Prices.of(comparison))
        .map(pair -> new Undecided(pair.first(), pair.second()));
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
