package io.traceassert;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Wiring;
import io.traceassert.text.Columns;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import io.traceassert.trace.TraceDrawing;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is known of a capture, as text for a file. */
final class Report {

  private static final int MOST_LINES = 1_000;
  private static final int MOST_TRACES = 100;
  private static final int MOST_LINES_OF_TEXT = 30;

  private final Capture capture;
  private final StringBuilder out = new StringBuilder();

  private Report(Capture capture) {
    this.capture = capture;
  }

  static String of(Capture capture) {
    return new Report(capture).render();
  }

  private String render() {
    List<Trace> traces = Settling.soFar(capture);
    line("%s, %s, %s open"
        .formatted(
            Words.count(traces.size(), "trace"),
            Words.count(capture.spans().size(), "ended span"),
            capture.openSpans().size()));
    traces.stream().limit(MOST_TRACES).forEach(this::trace);
    if (traces.size() > MOST_TRACES) {
      line("\nand " + (traces.size() - MOST_TRACES) + " more traces");
    }
    if (!capture.openSpans().isEmpty()) {
      line("");
      capture.openSpans().forEach(open -> line(Settling.describe(open, capture)));
    }
    wirings();
    return out.toString();
  }

  private void trace(Trace trace) {
    line("\n" + TracesText.heading(trace));
    out.append(TraceDrawing.of(trace).showingAll(MOST_LINES).render("  "));
    trace.roots().stream().limit(MOST_TRACES).forEach(this::origin);
    trace.spans().stream()
        .filter(span -> !span.getEvents().isEmpty() || !span.getLinks().isEmpty())
        .limit(MOST_LINES)
        .forEach(this::details);
  }

  private void origin(SpanData root) {
    capture
        .originOf(root)
        .ifPresent(origin -> line("  %s began%s on thread %s"
            .formatted(
                Words.span(root),
                origin.place().map(place -> " at " + place).orElse(""),
                Notation.quoted(origin.thread()))));
  }

  private void details(SpanData span) {
    line("  " + Words.span(span) + " " + Words.shortId(span.getSpanId()));
    for (EventData event : span.getEvents()) {
      String at =
          Durations.format(Durations.between(span.getStartEpochNanos(), event.getEpochNanos()));
      line("    event %s at %s%s"
          .formatted(Notation.quoted(event.getName()), at, attributes(event.getAttributes())));
    }
    for (LinkData link : span.getLinks()) {
      line("    link to %s of %s%s"
          .formatted(
              Words.shortId(link.getSpanContext().getSpanId()),
              Words.trace(link.getSpanContext().getTraceId()),
              attributes(link.getAttributes())));
    }
  }

  private static String attributes(Attributes attributes) {
    return attributes.asMap().entrySet().stream()
        .map(entry -> "\n      " + attribute(entry.getKey().getKey(), entry.getValue()))
        .sorted()
        .collect(Collectors.joining());
  }

  /** A text of several lines, such as a stack trace, is written as it is. */
  private static String attribute(String key, Object value) {
    boolean severalLines =
        value instanceof String text && text.contains("\n") && !Secrets.isSecret(key, value);
    return severalLines ? key + "=" + indented((String) value) : Secrets.column(key, value);
  }

  private static String indented(String text) {
    return text.lines()
        .limit(MOST_LINES_OF_TEXT)
        .map(line -> "\n        " + Notation.visible(line.replace("\t", "  ")))
        .collect(Collectors.joining());
  }

  private void wirings() {
    Columns facts = new Columns(-1);
    for (Wiring wiring : capture.wirings()) {
      wiring.facts().forEach(fact -> facts.add(List.of(fact.name(), fact.value())));
    }
    out.append('\n').append(facts.render(""));
    capture.notes().forEach(note -> line("note: " + note));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
