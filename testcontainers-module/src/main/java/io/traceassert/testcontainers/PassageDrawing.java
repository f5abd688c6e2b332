package io.traceassert.testcontainers;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Columns;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws a passage as one tree: what only went in has a minus, what only came out has a plus, and a
 * span that was changed is there twice. Attributes are shown where they differ.
 */
final class PassageDrawing {

  private static final int MOST_LINES = 40;

  private final Passage passage;
  private final Map<SpanData, String> comments;
  private final Map<SpanData, List<SpanChange>> changes;
  private final Set<SpanData> orphaned;
  private final Set<SpanData> drawn = new LinkedHashSet<>();
  private final List<Line> lines = new ArrayList<>();

  private PassageDrawing(Passage passage, Map<SpanData, String> comments) {
    this.passage = passage;
    this.comments = comments;
    changes = passage.changes();
    orphaned = new LinkedHashSet<>(passage.orphaned());
  }

  /** Draws it, with a line that counts above. */
  static String of(Passage passage) {
    return of(passage, Map.of());
  }

  /** Draws it, with comments on spans that came out. */
  static String of(Passage passage, Map<SpanData, String> comments) {
    PassageDrawing drawing = new PassageDrawing(passage, comments);
    passage.in().beginnings().forEach(span -> drawing.draw(span, "", ""));
    passage.in().spans().forEach(span -> drawing.draw(span, "", "")); // those of a cycle
    passage.added().forEach(span -> drawing.add('+', "", span, List.of(), "came out only"));
    return "%s: %s went in, %d came out at %s\n\n%s"
        .formatted(
            Words.trace(passage.in().traceId()),
            Words.count(passage.in().size(), "span"),
            passage.out().size(),
            Notation.quoted(passage.exporter()),
            drawing.render());
  }

  private void draw(SpanData span, String branch, String below) {
    if (!drawn.add(span)) {
      return;
    }
    lines(span, branch);
    List<SpanData> children = passage.in().childrenOf(span).stream()
        .filter(child -> !drawn.contains(child))
        .toList();
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      draw(children.get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
    }
  }

  private void lines(SpanData span, String branch) {
    List<SpanChange> own = changes.getOrDefault(span, List.of());
    SpanData after = passage.after(span).orElse(null);
    if (after == null) {
      add('-', branch, span, List.of(), passage.isKept() ? "dropped" : "");
    } else if (own.isEmpty()) {
      add(' ', branch, span, List.of(), comment(List.of(), span, after));
    } else {
      add('-', branch, span, columns(own, true), "");
      add('+', branch, after, columns(own, false), comment(own, span, after));
    }
  }

  private String comment(List<SpanChange> own, SpanData before, SpanData after) {
    return Stream.of(
            own.stream().map(SpanChange::describe),
            Stream.ofNullable(comments.get(after)),
            Stream.of("an orphan now: its parent was dropped")
                .filter(orphan -> orphaned.contains(before)))
        .flatMap(parts -> parts)
        .collect(joining("; "));
  }

  private static List<String> columns(List<SpanChange> changes, boolean then) {
    return changes.stream()
        .map(change -> change.column(then))
        .filter(column -> !column.isEmpty())
        .toList();
  }

  private void add(
      char margin, String branch, SpanData span, List<String> columns, String comment) {
    StatusCode status = span.getStatus().getStatusCode();
    List<String> cells = List.of(
        margin + " " + branch + Notation.name(span.getName()),
        span.getKind() == SpanKind.INTERNAL ? "" : "[" + span.getKind() + "]",
        branch.isEmpty() && !Words.service(span).isEmpty()
            ? "@" + Notation.word(Words.service(span))
            : "",
        status == StatusCode.UNSET ? "" : status.name(),
        String.join("  ", columns),
        comment.isEmpty() ? "" : "# " + comment);
    lines.add(new Line(cells, margin != ' ' || !comment.isEmpty()));
  }

  /** Of very many lines those that say something are shown. */
  private String render() {
    List<Line> shown = lines.size() <= MOST_LINES
        ? lines
        : lines.stream().filter(Line::telling).limit(MOST_LINES).toList();
    Columns columns = new Columns(-1);
    shown.forEach(line -> columns.add(line.cells()));
    int more = lines.size() - shown.size();
    return columns.render("") + (more == 0 ? "" : "… and " + Words.count(more, "more line") + "\n");
  }

  private record Line(List<String> cells, boolean telling) {}
}
