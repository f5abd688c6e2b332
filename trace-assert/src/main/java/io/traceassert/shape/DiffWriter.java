package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.shape.Items.Item;
import io.traceassert.shape.Rows.Row;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the difference: the trace, with the shape laid on it. */
final class DiffWriter {

  private static final int MOST_NAMES = 3;

  private final Comparison comparison;
  private final LineTree lines;
  private final SpanTree spans;
  private final Prices prices;
  private final Rows rows = new Rows();
  private final Differences differences = new Differences();
  private final BitSet used = new BitSet();

  /** What is to be written next, the first on top: deep shapes would overflow a thread's stack. */
  private final Deque<Runnable> next = new ArrayDeque<>();

  DiffWriter(Comparison comparison, Prices prices) {
    this.comparison = comparison;
    this.prices = prices;
    lines = comparison.lines();
    spans = comparison.spans();
    Assignment top = assign(Tree.TOP, Tree.TOP);
    top.taken().forEach(some -> some.forEach(span -> differences.laidOn.add(spans.get(span))));
    writeBelow(Tree.TOP, Tree.TOP, top, 0);
    while (!next.isEmpty()) {
      next.pop().run();
    }
    for (int span = 1; span < spans.nodes(); span++) {
      if (!used.get(span)) {
        differences.unused.add(spans.get(span));
      }
    }
  }

  Rows rows() {
    return rows;
  }

  Differences differences() {
    return differences;
  }

  private Assignment assign(int line, int span) {
    return Group.of(comparison, line, span).assign(prices);
  }

  private Items items(int line, Assignment assignment) {
    return new Items(comparison, prices, line, assignment);
  }

  private void writeBelow(int line, int span, Assignment assignment, int depth) {
    Items items = items(line, assignment);
    next.push(() -> writeOthers(line, assignment, items.others(), depth));
    List<Item> ordered = items.inOrderOfTime();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Item item = ordered.get(i);
      next.push(() -> write(item, span, depth));
    }
  }

  private void write(Item item, int parent, int depth) {
    if (item.line() == Tree.TOP) {
      writeUnexpected(item.surplus(), depth);
      return;
    }
    Line line = lines.get(item.line());
    int count = item.exact().size() + item.differing().size();
    int lacking = Math.max(0, line.times().min() - count);
    count(item, parent, lacking);
    markUsed(item);
    if (lacking == 0 && item.differing().isEmpty() && item.surplus().isEmpty()) {
      writeSame(item, depth);
    } else if (count + item.surplus().size() == 0) {
      writeMissing(item.line(), depth);
    } else if (count == 1 && line.times().isOnce() && item.surplus().isEmpty()) {
      writeLaid(item.line(), item.differing().get(0), depth, "", true);
    } else {
      writeCounted(item, depth);
    }
  }

  private void count(Item item, int parent, int lacking) {
    Line line = lines.get(item.line());
    String counts = item.hasSpans() ? counts(item) : "";
    if (lacking > 0) {
      long lost = LineTree.product(lacking, lines.least(item.line()));
      differences.addMissing(
          new ShapeDiff.Missing(line.pattern(), dataOf(parent), line.deep(), counts), lost);
    }
    if (!item.surplus().isEmpty()) {
      long size = item.surplus().stream().mapToLong(spans::size).sum();
      differences.addUnexpected(spans.get(item.surplus().get(0)), counts, size);
    }
  }

  private String counts(Item item) {
    int all = item.exact().size() + item.differing().size() + item.surplus().size();
    Times times = lines.times(item.line());
    return all >= times.min() && all <= times.max()
        ? ""
        : "expected %s, found %d".formatted(times.phrase(), all);
  }

  /** Of several spans that a line fits, what is below is written once. */
  private void markUsed(Item item) {
    item.exact()
        .forEach(span -> used.set(span, item.exact().size() == 1 ? span + 1 : spans.end(span)));
    item.differing().forEach(used::set);
  }

  private Optional<SpanData> dataOf(int span) {
    return span == Tree.TOP ? Optional.empty() : Optional.of(spans.get(span));
  }

  /** A line that fits, or that may be missing and is. */
  private void writeSame(Item item, int depth) {
    rows.add(new Row(depth, Row.SAME, false, lines.get(item.line()), durations(item.exact()), ""));
    if (item.exact().isEmpty()) {
      writeLinesBelow(item.line(), depth + 1, Row.SAME);
    } else {
      int span = item.exact().get(0);
      writeBelow(item.line(), span, assign(item.line(), span), depth + 1);
    }
  }

  private void writeMissing(int line, int depth) {
    rows.add(new Row(depth, Row.MISSING, false, lines.get(line), "", "missing"));
    writeLinesBelow(line, depth + 1, Row.MISSING);
  }

  private void writeLinesBelow(int line, int depth, char margin) {
    if (lines.get(line).open()) {
      next.push(() -> rows.add(Row.others(depth, margin, "")));
    }
    for (int i = lines.childCount(line) - 1; i >= 0; i--) {
      int child = lines.child(line, i);
      next.push(() -> {
        rows.add(new Row(depth, margin, false, lines.get(child), "", ""));
        writeLinesBelow(child, depth + 1, margin);
      });
    }
  }

  /**
   * Writes a span on which a line is laid and which it does not fit, or not with all below it.
   *
   * @param comment what else to say of it
   * @param alone whether it is the only span of the line, which it then stands beside
   */
  private void writeLaid(int line, int span, int depth, String comment, boolean alone) {
    Line expected = lines.get(line);
    SpanData data = spans.get(span);
    Assignment below = assign(line, span);
    List<String> reasons = new ArrayList<>(expected.pattern().misses(data, spans.trace()));
    Optional<String> disorder = disorder(line, below);
    disorder.ifPresent(reasons::add);
    if (!reasons.isEmpty()) {
      differences.addDifferent(data, reasons);
    }
    boolean same = alone && reasons.isEmpty();
    if (alone && !same) {
      rows.add(new Row(depth, Row.MISSING, true, expected, "", ""));
    }
    Line found = expected
        .with(PatternLine.correctedTo(expected.pattern(), data, spans.trace()))
        .times(Times.ONCE)
        .inOrder(expected.inOrder() && disorder.isEmpty());
    String comments = Stream.concat(Stream.of(comment), reasons.stream())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
    char margin = same ? Row.SAME : Row.FOUND;
    rows.add(new Row(depth, margin, false, found, durations(List.of(span)), comments));
    writeBelow(line, span, below, depth + 1);
  }

  /** Says why the children are not in order, if they should be. */
  private Optional<String> disorder(int line, Assignment below) {
    if (!lines.isInOrder(line)) {
      return Optional.empty();
    }
    return below.outOfOrder()
        ? Assignment.firstOutOfOrder(below.taken(), spans).map(DiffWriter::disorder)
        : Assignment.firstOutOfOrder(items(line, below).rows(), spans).map(DiffWriter::overlap);
  }

  private static String disorder(Assignment.Pair pair) {
    return "order: expected %s before %s, but %s%s"
        .formatted(
            Notation.quoted(pair.first().getName()),
            Notation.quoted(pair.second().getName()),
            HappensBefore.isBefore(pair.second(), pair.first())
                ? "it is the other way round"
                : "they overlap",
            pair.clocks());
  }

  private static String overlap(Assignment.Pair pair) {
    return "order: %s and %s do not happen one after the other%s"
        .formatted(
            Notation.quoted(pair.first().getName()),
            Notation.quoted(pair.second().getName()),
            pair.clocks());
  }

  /** A line that stands for several spans, or should. */
  private void writeCounted(Item item, int depth) {
    Line line = lines.get(item.line());
    rows.add(new Row(depth, Row.MISSING, true, line, "", ""));
    List<Integer> fitting = item.fitting();
    String comment = counts(item);
    for (int i = item.differing().size() - 1; i >= 0; i--) {
      int span = item.differing().get(i);
      String remark = fitting.isEmpty() ? comment : "";
      next.push(() -> writeLaid(item.line(), span, depth, remark, false));
    }
    if (!fitting.isEmpty()) {
      Line found = line.times(new Times(fitting.size(), fitting.size()));
      rows.add(new Row(depth, Row.FOUND, false, found, durations(fitting), comment));
      writeBelow(item.line(), fitting.get(0), assign(item.line(), fitting.get(0)), depth + 1);
    }
  }

  private void writeUnexpected(List<Integer> siblings, int depth) {
    siblings.forEach(span -> differences.addUnexpected(spans.get(span), "", spans.size(span)));
    int levels = TraceShape.MOST_LEVELS - depth;
    if (levels == 0) {
      String comment = "unexpected: " + Words.count(siblings.size(), "span");
      rows.add(Row.others(depth, Row.FOUND, comment));
      return;
    }
    int[] nodes = siblings.stream().mapToInt(Integer::intValue).toArray();
    ShapeWriter.Written written =
        ShapeWriter.siblings(spans, nodes, ShapeDetail.standard(), levels);
    rows.addAll(
        written.shape(),
        depth,
        Row.FOUND,
        "unexpected",
        line -> durations(written.spans().get(line)));
  }

  /** Says that further spans are allowed, where the expectation does, and which there are. */
  private void writeOthers(int line, Assignment assignment, List<Integer> left, int depth) {
    boolean said = line == Tree.TOP ? lines.topIsOpen() : lines.get(line).open();
    List<String> names = left.stream().limit(MOST_NAMES).map(spans::name).toList();
    String comment = left.isEmpty()
        ? ""
        : Words.count(left.size(), "span") + ": " + Words.names(names)
            + (left.size() > MOST_NAMES ? ", …" : "");
    if (said) {
      rows.add(Row.others(depth, Row.SAME, comment));
    } else if (lines.isRelaxed()) {
      if (line != Tree.TOP && !left.isEmpty()) {
        rows.add(Row.others(depth, Row.SAME, comment));
      }
    } else if (!left.isEmpty() && !isOpenAsWritten(assignment)) {
      rows.add(Row.others(depth, Row.FOUND, comment));
    }
  }

  /** Tells whether there is a row of a line that may be at any depth. */
  private boolean isOpenAsWritten(Assignment assignment) {
    return IntStream.range(0, assignment.lines().length)
        .filter(i -> lines.isDeep(assignment.lines()[i]))
        .anyMatch(i -> !assignment.taken().get(i).isEmpty()
            || lines.times(assignment.lines()[i]).min() == 0);
  }

  private String durations(List<Integer> some) {
    if (some.isEmpty() || some.stream().anyMatch(span -> !spans.get(span).hasEnded())) {
      return "";
    }
    Duration sum = some.stream()
        .map(span -> Durations.of(spans.get(span)))
        .reduce(Duration.ZERO, Duration::plus);
    return Durations.format(sum);
  }
}
