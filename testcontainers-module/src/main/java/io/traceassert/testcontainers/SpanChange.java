package io.traceassert.testcontainers;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a span that went in and the same span that came out.
 *
 * @param part what of the span it is in
 * @param key the name of the attribute, or of the part
 * @param before what it was; null if it was not there
 * @param after what it is; null if it is not there any more
 */
record SpanChange(
    Part part,
    String key,
    @Nullable Object before,
    @Nullable Object after) {

  /** What of a span can differ. */
  enum Part {
    ATTRIBUTE,
    RESOURCE,
    SPAN
  }

  static List<SpanChange> between(SpanData in, SpanData out) {
    List<SpanChange> changes = new ArrayList<>();
    compare(Part.SPAN, facts(in), facts(out), changes);
    compare(Part.ATTRIBUTE, map(in.getAttributes()), map(out.getAttributes()), changes);
    compare(
        Part.RESOURCE,
        map(in.getResource().getAttributes()),
        map(out.getResource().getAttributes()),
        changes);
    return changes;
  }

  private static Map<String, Object> facts(SpanData span) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("name", span.getName());
    facts.put("kind", span.getKind().name());
    facts.put("status", span.getStatus().getStatusCode().name());
    facts.put("status text", span.getStatus().getDescription());
    facts.put("parent", Words.shortId(span.getParentSpanId()));
    facts.put("start", span.getStartEpochNanos());
    facts.put("end", span.getEndEpochNanos());
    facts.put("number of events", (long) span.getEvents().size());
    facts.put("number of links", (long) span.getLinks().size());
    facts.put("scope", span.getInstrumentationScopeInfo().getName());
    return facts;
  }

  private static Map<String, Object> map(Attributes attributes) {
    Map<String, Object> map = new TreeMap<>();
    attributes.forEach((key, value) -> map.put(key.getKey(), value));
    return map;
  }

  private static void compare(
      Part part, Map<String, Object> before, Map<String, Object> after, List<SpanChange> into) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        into.add(new SpanChange(part, key, before.get(key), after.get(key)));
      }
    }
  }

  boolean isRemoval() {
    return before != null && after == null;
  }

  boolean isReplacement() {
    return before != null && after != null;
  }

  boolean isAddition() {
    return before == null;
  }

  boolean isAttribute() {
    return part != Part.SPAN;
  }

  /** Says what it is, in a few words; secrets are masked. */
  String describe() {
    String name = (part == Part.RESOURCE ? "resource." : "") + Notation.key(key);
    if (after == null) {
      return name + " removed";
    }
    String now = Secrets.masked(key, after);
    if (before == null) {
      return "%s added: %s".formatted(name, now);
    }
    String then = Secrets.masked(key, before);
    return then.equals(now)
        ? name + " has another value"
        : "%s: %s became %s".formatted(name, then, now);
  }

  /** Writes it as the column of a line: before, or after. */
  String column(boolean then) {
    Object value = then ? before : after;
    if (value == null || part == Part.SPAN) {
      return "";
    }
    String column = Secrets.column(key, value);
    return part == Part.RESOURCE ? "resource." + column : column;
  }
}
