package io.traceassert.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.text.Columns;
import io.traceassert.text.Durations;
import io.traceassert.text.Fold;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws a trace as the tree that failures print. The drawing is written in the language of
 * expectations: a line is a name and columns, {@code ...} stands for spans that are not shown,
 * {@code **} for a span below others that are not shown, and durations and comments say nothing.
 */
public final class TraceDrawing {

  static final int MOST_LINES = 40;

  /** To compare more would take longer than a failure should. */
  private static final int MOST_COMPARED = 10_000;

  private static final int DURATION = 6;
  private static final int LONGEST_NAME = 100;
  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");

  private final Trace trace;
  private final Map<SpanData, String> comments = new LinkedHashMap<>();
  private final Alike alike;
  private Predicate<String> attributes = key -> false;
  private int mostLines = MOST_LINES;

  private TraceDrawing(Trace trace) {
    this.trace = trace;
    alike = new Alike(trace);
  }

  /**
   * Begins a drawing without attributes.
   *
   * @param trace what to draw
   * @return a drawing
   */
  public static TraceDrawing of(Trace trace) {
    return new TraceDrawing(trace);
  }

  /**
   * Shows these attributes.
   *
   * @param keys their keys
   * @return this
   */
  public TraceDrawing showing(Set<String> keys) {
    attributes = keys::contains;
    return this;
  }

  /**
   * Shows every attribute.
   *
   * @param lines the greatest number of lines, instead of 40
   * @return this
   */
  public TraceDrawing showingAll(int lines) {
    attributes = key -> true;
    mostLines = lines;
    return this;
  }

  /**
   * Comments on these spans, which are shown whatever else is folded.
   *
   * @param comments the comments, by span
   * @return this
   */
  public TraceDrawing commenting(Map<SpanData, String> comments) {
    this.comments.putAll(comments);
    return this;
  }

  /**
   * Draws of siblings only the first, with how many there are of it and their durations together.
   * Those of another name, or with more or fewer spans below, are drawn as ever.
   *
   * @param siblings in tree order, at least one
   * @return this
   */
  public TraceDrawing folding(List<SpanData> siblings) {
    alike.add(siblings);
    return this;
  }

  String render() {
    return render("");
  }

  /**
   * Draws.
   *
   * @param indent what each line begins with
   * @return a line for each span that is shown
   */
  public String render(String indent) {
    foldLookAlikes();
    int[] places = alike.places();
    int[] rows = new int[trace.size()];
    IntStream.range(0, places.length).forEach(row -> rows[places[row]] = row);
    int[] parents = Arrays.stream(places)
        .map(place -> trace.isTop(place) ? Fold.TOP : rows[trace.parent(place)])
        .toArray();
    List<Integer> important = comments.keySet().stream()
        .map(trace::indexOf)
        .filter(place -> !alike.isHidden(place))
        .map(place -> rows[place])
        .toList();
    Fold fold = Fold.to(mostLines, parents, important);
    Map<Integer, List<Integer>> shownBelow =
        fold.shown().stream().boxed().collect(Collectors.groupingBy(fold::above));
    Columns columns = new Columns(DURATION);
    drawBelow(
        Fold.TOP,
        "",
        new Shown(row -> row == Fold.TOP ? TreeOrder.NONE : places[row], fold, shownBelow),
        columns);
    return columns.render(indent);
  }

  /** Before anything is left out, what is drawn alike is drawn once. */
  private void foldLookAlikes() {
    if (trace.size() > MOST_COMPARED || alike.places().length <= mostLines) {
      return;
    }
    for (List<SpanData> group : LookAlikes.in(trace, this::look)) {
      List<SpanData> visible =
          group.stream().filter(span -> !alike.isHidden(trace.indexOf(span))).toList();
      if (visible.size() > 1) {
        alike.add(visible);
      }
    }
  }

  /** A span with a comment looks like no other. */
  private Object look(int index) {
    SpanData span = trace.get(index);
    return comments.containsKey(span)
        ? index
        : List.of(
            span.getName(),
            span.getKind(),
            serviceColumn(index),
            statusColumn(span),
            attributeColumns(span),
            comment(index));
  }

  /** Which rows are shown, below which, and at which place of the trace each is. */
  private record Shown(IntUnaryOperator place, Fold fold, Map<Integer, List<Integer>> below) {}

  private void drawBelow(int parent, String indent, Shown shown, Columns columns) {
    boolean top = parent == Fold.TOP;
    int hidden = shown.fold.hiddenBelow(parent);
    List<Integer> children = shown.below.getOrDefault(parent, List.of());
    for (int i = 0; i < children.size(); i++) {
      int child = children.get(i);
      boolean last = i == children.size() - 1 && hidden == 0;
      columns.add(line(
          shown.place.applyAsInt(child),
          shown.place.applyAsInt(parent),
          indent + (top ? "" : last ? "└─ " : "├─ ")));
      drawBelow(child, indent + (top ? "" : last ? "   " : "│  "), shown, columns);
    }
    if (hidden > 0) {
      String comment = "# and " + hidden + " more";
      columns.add(List.of(indent + (top ? "" : "└─ ") + "...", "", "", "", "", "", "", comment));
    }
  }

  private List<String> line(int index, int shownParent, String branch) {
    SpanData span = trace.get(index);
    String skipped = trace.parent(index) == shownParent ? "" : "** ";
    return List.of(
        branch + skipped + shortened(Notation.name(span.getName())),
        alike.column(index),
        span.getKind() == SpanKind.INTERNAL ? "" : "[" + span.getKind() + "]",
        serviceColumn(index),
        statusColumn(span),
        attributeColumns(span),
        span.hasEnded() ? Durations.format(alike.duration(index)) : "",
        comment(index));
  }

  /**
   * Replaces the middle of a long name by {@code ...}, which an expectation reads as any
   * characters.
   */
  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME || name.startsWith("\"")
        ? name
        : name.substring(0, 60) + "..." + name.substring(name.length() - 30);
  }

  private String serviceColumn(int index) {
    String service = Words.service(trace.get(index));
    boolean sameAsParent =
        !trace.isTop(index) && service.equals(Words.service(trace.get(trace.parent(index))));
    if (sameAsParent || service.isEmpty() || service.startsWith("unknown_service")) {
      return "";
    }
    return "@" + (service.matches("[^\\s\"\\p{C}]+") ? service : Notation.quoted(service));
  }

  private static String statusColumn(SpanData span) {
    StatusData status = span.getStatus();
    String text = status.getDescription();
    String description =
        text.isEmpty() || Secrets.isSecret("", text) ? "" : " " + Secrets.masked("", text);
    String code =
        status.getStatusCode() == StatusCode.UNSET ? "" : status.getStatusCode() + description;
    return Stream.concat(
            Stream.of(code),
            span.getEvents().stream()
                .map(event -> event.getAttributes().get(EXCEPTION_TYPE))
                .filter(Objects::nonNull)
                .distinct()
                .map(type -> "throws " + Notation.escaped(type)))
        .filter(column -> !column.isEmpty())
        .collect(Collectors.joining("  "));
  }

  private String attributeColumns(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .filter(entry -> attributes.test(entry.getKey().getKey()))
        .map(entry -> Secrets.column(entry.getKey().getKey(), entry.getValue()))
        .sorted()
        .collect(Collectors.joining("  "));
  }

  private String comment(int index) {
    SpanData span = trace.get(index);
    String remark = Stream.of(
            comments.getOrDefault(span, ""), span.hasEnded() ? "" : "open", oddity(index))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
    return remark.isEmpty() ? "" : "# " + remark;
  }

  private String oddity(int index) {
    SpanData span = trace.get(index);
    if (trace.isUncaptured(index)) {
      String what = span.getParentSpanContext().isRemote() ? "entry span" : "orphan";
      return what + ": its parent " + Words.uncapturedParent(span);
    }
    return trace.isCutCycle(index)
        ? "its parent is itself or below it: the parents form a cycle"
        : "";
  }
}
