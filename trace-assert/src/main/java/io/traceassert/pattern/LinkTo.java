package io.traceassert.pattern;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A link to a captured span. */
record LinkTo(String name) implements Part {

  @Override
  public boolean matches(SpanData span, Trace trace) {
    if (span.getLinks().isEmpty()) {
      return false;
    }
    for (SpanData target : trace.linkTargetsOf(span)) {
      if (target.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String miss(SpanData span, Trace trace) {
    List<SpanData> targets = trace.linkTargetsOf(span);
    String actual = Stream.of(there(targets), missing(span, targets))
        .filter(phrase -> !phrase.isEmpty())
        .collect(Collectors.joining(", and "));
    return "link: expected one to %s, but %s"
        .formatted(Notation.quoted(name), actual.isEmpty() ? "there is none" : actual);
  }

  private static String there(List<SpanData> targets) {
    String names =
        Words.names(targets.stream().map(SpanData::getName).distinct().toList());
    return switch (targets.size()) {
      case 0 -> "";
      case 1 -> "there is one to " + names;
      default -> "there are " + targets.size() + " to " + names;
    };
  }

  private static String missing(SpanData span, List<SpanData> targets) {
    Set<String> captured =
        targets.stream().map(target -> ids(target.getSpanContext())).collect(Collectors.toSet());
    List<String> missing = span.getLinks().stream()
        .map(LinkData::getSpanContext)
        .filter(linked -> !captured.contains(ids(linked)))
        .map(linked -> Words.shortId(linked.getSpanId()))
        .distinct()
        .toList();
    return switch (missing.size()) {
      case 0 -> "";
      case 1 -> "the linked span " + missing.get(0) + " was not captured";
      default -> "the linked spans " + Words.list(missing) + " were not captured";
    };
  }

  /** A context also says how it was propagated, which differs between the two ends of a link. */
  private static String ids(SpanContext context) {
    return context.getTraceId() + context.getSpanId();
  }

  @Override
  public String print() {
    return "link:" + Notation.word(name);
  }

  @Override
  public String slot() {
    return print();
  }

  @Override
  public int rank() {
    return 7;
  }
}
