package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.shape.Rows.Row;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

  DiffWriter(Comparison comparison, Prices prices) {
    this.comparison = comparison;
    this.prices = prices;
    lines = comparison.lines();
    spans = comparison.spans();
    Assignment top = assign(Tree.TOP, Tree.TOP);
    top.taken().forEach(some -> some.forEach(span -> differences.laidOn.add(spans.get(span))));
    writeBelow(Tree.TOP, Tree.TOP, top, 0);
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

  /**
   * What is written of one line, or of spans that no line takes.
   *
   * @param line the line, or {@link Tree#TOP}
   * @param exact the spans that it fits
   * @param differing the spans that it is laid on and does not fit
   * @param surplus the spans that it fits, too, but that are too many
   */
  private record Item(
      int line, List<Integer> exact, List<Integer> differing, List<Integer> surplus) {

    int first() {
      return IntStream.of(first(exact), first(differing), first(surplus)).min().orElseThrow();
    }

    private static int first(List<Integer> spans) {
      return spans.isEmpty() ? Integer.MAX_VALUE : spans.get(0);
    }

    boolean hasSpans() {
      return first() != Integer.MAX_VALUE;
    }
  }

  private void writeBelow(int line, int span, Assignment assignment, int depth) {
    List<Integer> left = new ArrayList<>();
    for (Item item : inOrderOfTime(items(line, assignment, left))) {
      if (item.line == Tree.TOP) {
        writeUnexpected(item.surplus, depth);
      } else {
        write(item, span, depth);
      }
    }
    writeOthers(line, assignment, left, depth);
  }

  /** Makes the items of a group; adds to {@code left} what is allowed and not shown. */
  private List<Item> items(int line, Assignment assignment, List<Integer> left) {
    List<Item> items = new ArrayList<>();
    int[] children = assignment.lines();
    for (int i = 0; i < children.length; i++) {
      Item item = new Item(children[i], new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int span : assignment.taken().get(i)) {
        (prices.of(children[i], span) == 0 ? item.exact : item.differing).add(span);
      }
      items.add(item);
    }
    List<Integer> strangers = new ArrayList<>();
    for (int span : assignment.left()) {
      if (lines.isOpen(line)) {
        left.add(span);
      } else {
        items.stream()
            .filter(item -> !lines.isDeep(item.line) && comparison.fits().fits(item.line, span))
            .findFirst()
            .map(item -> item.surplus)
            .orElse(strangers)
            .add(span);
      }
    }
    List<List<Integer>> apart = lines.isInOrder(line)
        ? strangers.stream().map(List::of).toList()
        : neighbours(strangers, items);
    for (List<Integer> some : apart) {
      items.add(new Item(Tree.TOP, List.of(), List.of(), some));
    }
    return items;
  }

  /** Puts together the spans between which there is no other item. */
  private static List<List<Integer>> neighbours(List<Integer> strangers, List<Item> items) {
    int[] firsts = items.stream().mapToInt(Item::first).sorted().toArray();
    List<List<Integer>> groups = new ArrayList<>();
    int before = 0; // not a place: no stranger is the first of an item
    for (int span : strangers) {
      int place = Arrays.binarySearch(firsts, span);
      if (place != before) {
        groups.add(new ArrayList<>());
        before = place;
      }
      groups.get(groups.size() - 1).add(span);
    }
    return groups;
  }

  /** Orders by time; what has no time follows the line before it. */
  private static List<Item> inOrderOfTime(List<Item> items) {
    List<Item> ordered = new ArrayList<>(items.stream()
        .filter(Item::hasSpans)
        .sorted(Comparator.comparingInt(Item::first))
        .toList());
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).hasSpans()) {
        ordered.add(i == 0 ? 0 : ordered.indexOf(items.get(i - 1)) + 1, items.get(i));
      }
    }
    return ordered;
  }

  private void write(Item item, int parent, int depth) {
    Line line = lines.get(item.line);
    int count = item.exact.size() + item.differing.size();
    int lacking = Math.max(0, line.times().min() - count);
    count(item, parent, lacking);
    markUsed(item);
    if (lacking == 0 && item.differing.isEmpty() && item.surplus.isEmpty()) {
      writeSame(item, depth);
    } else if (count + item.surplus.size() == 0) {
      writeMissing(item.line, depth);
    } else if (count == 1 && line.times().isOnce() && item.surplus.isEmpty()) {
      writePair(item.line, item.differing.get(0), depth, line);
    } else {
      writeCounted(item, depth);
    }
  }

  private void count(Item item, int parent, int lacking) {
    Line line = lines.get(item.line);
    String counts = item.hasSpans() ? counts(item) : "";
    if (lacking > 0) {
      long lost = LineTree.product(lacking, lines.least(item.line));
      differences.addMissing(
          new ShapeDiff.Missing(line.pattern(), dataOf(parent), line.deep(), counts), lost);
    }
    if (!item.surplus.isEmpty()) {
      long size = item.surplus.stream().mapToLong(spans::size).sum();
      differences.addUnexpected(spans.get(item.surplus.get(0)), counts, size);
    }
  }

  private String counts(Item item) {
    int all = item.exact.size() + item.differing.size() + item.surplus.size();
    Times times = lines.times(item.line);
    return all >= times.min() && all <= times.max()
        ? ""
        : "expected %s, found %d".formatted(times.phrase(), all);
  }

  /** Of several spans that a line fits, what is below is written once. */
  private void markUsed(Item item) {
    item.exact.forEach(span -> used.set(span, item.exact.size() == 1 ? span + 1 : spans.end(span)));
    item.differing.forEach(used::set);
  }

  private Optional<SpanData> dataOf(int span) {
    return span == Tree.TOP ? Optional.empty() : Optional.of(spans.get(span));
  }

  /** A line that fits, or that may be missing and is. */
  private void writeSame(Item item, int depth) {
    rows.add(new Row(depth, Row.SAME, false, lines.get(item.line), durations(item.exact), ""));
    if (item.exact.isEmpty()) {
      writeLinesBelow(item.line, depth + 1, Row.SAME);
    } else {
      int span = item.exact.get(0);
      writeBelow(item.line, span, assign(item.line, span), depth + 1);
    }
  }

  private void writeMissing(int line, int depth) {
    rows.add(new Row(depth, Row.MISSING, false, lines.get(line), "", "missing"));
    writeLinesBelow(line, depth + 1, Row.MISSING);
  }

  private void writeLinesBelow(int line, int depth, char margin) {
    for (int child : lines.children(line)) {
      rows.add(new Row(depth, margin, false, lines.get(child), "", ""));
      writeLinesBelow(child, depth + 1, margin);
    }
    if (line != Tree.TOP && lines.get(line).open()) {
      rows.add(Row.others(depth, margin, ""));
    }
  }

  /** A line and the span that it was meant for. */
  private void writePair(int line, int span, int depth, Line expected) {
    Assignment below = assign(line, span);
    List<String> reasons =
        new ArrayList<>(expected.pattern().misses(spans.get(span), spans.trace()));
    Line found =
        expected.with(PatternLine.correctedTo(expected.pattern(), spans.get(span), spans.trace()));
    Optional<String> disorder = disorder(line, below);
    if (disorder.isPresent()) {
      reasons.add(disorder.get());
      found = found.inOrder(false);
    }
    boolean same = reasons.isEmpty();
    if (!same) {
      differences.addDifferent(spans.get(span), reasons);
      rows.add(new Row(depth, Row.MISSING, true, expected, "", ""));
    }
    rows.add(new Row(
        depth,
        same ? Row.SAME : Row.FOUND,
        false,
        found.times(Times.ONCE),
        durations(List.of(span)),
        String.join("; ", reasons)));
    writeBelow(line, span, below, depth + 1);
  }

  /** Says why the children are not in order, if they should be. */
  private Optional<String> disorder(int line, Assignment below) {
    if (!lines.isInOrder(line)) {
      return Optional.empty();
    }
    return below.outOfOrder()
        ? Assignment.firstOutOfOrder(below.taken(), spans).map(DiffWriter::disorder)
        : Assignment.firstOutOfOrder(written(line, below), spans).map(DiffWriter::overlap);
  }

  /** The spans of each row below a line. */
  private List<List<Integer>> written(int line, Assignment below) {
    List<List<Integer>> written = new ArrayList<>();
    for (Item item : inOrderOfTime(items(line, below, new ArrayList<>()))) {
      List<Integer> fitting = new ArrayList<>(item.exact);
      fitting.addAll(item.surplus);
      written.add(fitting);
      item.differing.forEach(span -> written.add(List.of(span)));
    }
    return written;
  }

  private static String disorder(Assignment.Pair pair) {
    return "order: expected %s before %s, but %s"
        .formatted(
            Notation.quoted(pair.first().getName()),
            Notation.quoted(pair.second().getName()),
            HappensBefore.isBefore(pair.second(), pair.first())
                ? "it is the other way round"
                : "they overlap");
  }

  private static String overlap(Assignment.Pair pair) {
    return "order: %s and %s do not happen one after the other"
        .formatted(
            Notation.quoted(pair.first().getName()),
            Notation.quoted(pair.second().getName()));
  }

  /** A line that stands for several spans, or should. */
  private void writeCounted(Item item, int depth) {
    Line line = lines.get(item.line);
    rows.add(new Row(depth, Row.MISSING, true, line, "", ""));
    List<Integer> fitting = new ArrayList<>(item.exact);
    fitting.addAll(item.surplus);
    String comment = counts(item);
    if (!fitting.isEmpty()) {
      Line found = line.times(new Times(fitting.size(), fitting.size()));
      rows.add(new Row(depth, Row.FOUND, false, found, durations(fitting), comment));
      writeBelow(item.line, fitting.get(0), assign(item.line, fitting.get(0)), depth + 1);
    }
    for (int span : item.differing) {
      writeAnother(item.line, span, depth, fitting.isEmpty() ? comment : "");
    }
  }

  private void writeAnother(int line, int span, int depth, String comment) {
    Line expected = lines.get(line);
    Assignment below = assign(line, span);
    List<String> reasons =
        new ArrayList<>(expected.pattern().misses(spans.get(span), spans.trace()));
    Optional<String> disorder = disorder(line, below);
    disorder.ifPresent(reasons::add);
    if (!reasons.isEmpty()) {
      differences.addDifferent(spans.get(span), reasons);
    }
    if (!comment.isEmpty()) {
      reasons.add(0, comment);
    }
    SpanPattern corrected =
        PatternLine.correctedTo(expected.pattern(), spans.get(span), spans.trace());
    Line found = expected.with(corrected).times(Times.ONCE);
    found = disorder.isPresent() ? found.inOrder(false) : found;
    rows.add(new Row(
        depth, Row.FOUND, false, found, durations(List.of(span)), String.join("; ", reasons)));
    writeBelow(line, span, below, depth + 1);
  }

  private void writeUnexpected(List<Integer> siblings, int depth) {
    siblings.forEach(span -> {
      differences.addUnexpected(spans.get(span), "", spans.size(span));
    });
    int[] nodes = siblings.stream().mapToInt(Integer::intValue).toArray();
    rows.addAll(
        ShapeWriter.of(spans, nodes, ShapeDetail.standard()), depth, Row.FOUND, "unexpected");
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
