package io.traceassert.testcontainers;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One trace on its way through the collector to one exporter.
 *
 * @param in what went in
 * @param exporter the exporter
 * @param out the spans of the trace that it got, in any order
 */
record Passage(Trace in, String exporter, List<SpanData> out) {

  private static final AttributeKey<String> POLICY = AttributeKey.stringKey("tailsampling.policy");

  boolean isKept() {
    return !out.isEmpty();
  }

  /** Finds the span that came out for one that went in. */
  Optional<SpanData> after(SpanData before) {
    return out.stream()
        .filter(span -> span.getSpanId().equals(before.getSpanId()))
        .findFirst();
  }

  /** Returns the spans that went in and did not come out, while others of the trace did. */
  List<SpanData> dropped() {
    return in.spans().stream().filter(span -> after(span).isEmpty()).toList();
  }

  /** Returns the spans that came out and had not gone in. */
  List<SpanData> added() {
    Set<String> ids = in.spans().stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    return out.stream().filter(span -> !ids.contains(span.getSpanId())).toList();
  }

  /** Returns the spans that came out without their parent, which had gone in. */
  List<SpanData> orphaned() {
    return in.spans().stream()
        .filter(span -> after(span).isPresent())
        .filter(
            span -> in.parentOf(span).filter(parent -> after(parent).isEmpty()).isPresent())
        .toList();
  }

  /** Returns what differs, of each span that came out with a difference. */
  Map<SpanData, List<SpanChange>> changes() {
    Map<SpanData, List<SpanChange>> changes = new LinkedHashMap<>();
    for (SpanData span : in.spans()) {
      List<SpanChange> own =
          after(span).map(came -> SpanChange.between(span, came)).orElse(List.of());
      if (!own.isEmpty()) {
        changes.put(span, own);
      }
    }
    return changes;
  }

  /** Returns the policies of tail sampling that are recorded in what came out. */
  Set<String> policies() {
    return out.stream()
        .map(span -> span.getInstrumentationScopeInfo().getAttributes().get(POLICY))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Describes what differs, one line each. */
  List<String> differences(Predicate<SpanChange> which) {
    List<String> lines = new ArrayList<>();
    changes()
        .forEach((span, changes) -> changes.stream()
            .filter(which)
            .forEach(change -> lines.add(Words.span(span) + ": " + change.describe())));
    Set<SpanData> orphaned = Set.copyOf(orphaned());
    for (SpanData span : isKept() ? dropped() : List.<SpanData>of()) {
      boolean leavesOrphans = in.childrenOf(span).stream().anyMatch(orphaned::contains);
      lines.add(
          Words.span(span) + (leavesOrphans ? ": dropped, which leaves orphans" : ": dropped"));
    }
    added().forEach(span -> lines.add(Words.span(span) + ": came out only"));
    return lines;
  }

  /** Counts what differs: {@code 2 attributes removed, 1 span dropped, which leaves 1 orphan}. */
  String summary() {
    List<String> parts = new ArrayList<>();
    count(attributes(SpanChange::isRemoval), "attribute", "removed", parts);
    count(attributes(SpanChange::isReplacement), "attribute", "changed", parts);
    count(attributes(SpanChange::isAddition), "attribute", "added", parts);
    count(changed(change -> !change.isAttribute()), "other part", "changed", parts);
    count(dropped().size(), "span", "dropped", parts);
    count(added().size(), "span", "added", parts);
    int orphans = orphaned().size();
    return String.join(", ", parts)
        + (orphans == 0 ? "" : ", which leaves " + Words.count(orphans, "orphan"));
  }

  private long attributes(Predicate<SpanChange> condition) {
    return changed(condition.and(SpanChange::isAttribute));
  }

  private long changed(Predicate<SpanChange> condition) {
    return changes().values().stream().flatMap(List::stream).filter(condition).count();
  }

  private static void count(long number, String noun, String done, List<String> into) {
    if (number > 0) {
      into.add(Words.count((int) number, noun) + " " + done);
    }
  }
}
