package io.traceassert.otlp.backend;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one span of a trace has to fulfil for the trace to be found. Immutable.
 *
 * @param service {@code service.name}, or null for any
 * @param operation the name of the span, or null for any
 * @param attributes of the span or its resource
 * @param after when it began at the earliest; null for an hour ago
 * @param before when it began at the latest; null for now
 * @param least its duration at least, or null
 * @param most its duration at most, or null
 * @param limit how many traces the backend returns at most
 */
public record Criteria(
    @Nullable String service,
    @Nullable String operation,
    Map<String, Object> attributes,
    @Nullable Instant after,
    @Nullable Instant before,
    @Nullable Duration least,
    @Nullable Duration most,
    int limit) {

  /** How far a search looks back unless it says from when on. */
  public static final Duration LOOK_BACK = Duration.ofHours(1);

  /** Everything of the last hour, 20 traces at most. */
  public static final Criteria ANY = new Criteria(null, null, Map.of(), null, null, null, null, 20);

  /** Lets the clock of the backend's senders be ahead of this machine's. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  /** Returns it with a service. */
  public Criteria withService(String name) {
    return new Criteria(
        notBlank(name, "name"), operation, attributes, after, before, least, most, limit);
  }

  /** Returns it with a name of the span. */
  public Criteria withOperation(String name) {
    return new Criteria(
        service, notBlank(name, "name"), attributes, after, before, least, most, limit);
  }

  /** Returns it with one more attribute. */
  public Criteria withAttribute(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(notBlank(key, "key"), simple(value));
    return new Criteria(service, operation, more, after, before, least, most, limit);
  }

  /** Returns it with the earliest start. */
  public Criteria withAfter(Instant time) {
    return new Criteria(
        service, operation, attributes, requireNonNull(time, "time"), before, least, most, limit);
  }

  /** Returns it with the latest start. */
  public Criteria withBefore(Instant time) {
    return new Criteria(
        service, operation, attributes, after, requireNonNull(time, "time"), least, most, limit);
  }

  /** Returns it with bounds of the duration, of which one may be null. */
  public Criteria withDuration(@Nullable Duration min, @Nullable Duration max) {
    for (Duration bound : Stream.of(min, max).filter(d -> d != null).toList()) {
      if (bound.isNegative()) {
        throw new IllegalArgumentException(
            "a duration must not be negative, but is " + Durations.exact(bound));
      }
    }
    if (min != null && max != null && max.compareTo(min) < 0) {
      throw new IllegalArgumentException("the longest duration, %s, is below the shortest, %s"
          .formatted(Durations.exact(max), Durations.exact(min)));
    }
    return new Criteria(service, operation, attributes, after, before, min, max, limit);
  }

  /** Returns it with another limit. */
  public Criteria withLimit(int traces) {
    if (traces < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, but is " + traces);
    }
    return new Criteria(service, operation, attributes, after, before, least, most, traces);
  }

  /** Returns the earliest start. */
  Instant from() {
    return after != null ? after : Instant.now().minus(LOOK_BACK);
  }

  /** Returns the latest start. */
  Instant until() {
    return before != null ? before : Instant.now().plus(CLOCKS_APART);
  }

  /**
   * Tells whether a span fulfils it. Backends differ in what they look at, and some do not look at
   * attributes at all. When it began is left to them.
   */
  boolean matches(SpanData span) {
    return (service == null || service.equalsIgnoreCase(Words.service(span)))
        && (operation == null || operation.equalsIgnoreCase(span.getName()))
        && isInBounds(span)
        && attributes.entrySet().stream()
            .allMatch(attribute -> has(span, attribute.getKey(), attribute.getValue()));
  }

  /** Zipkin keeps microseconds. */
  private boolean isInBounds(SpanData span) {
    long micros = micros(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()));
    return (least == null || micros >= micros(least)) && (most == null || micros <= micros(most));
  }

  private static boolean has(SpanData span, String key, Object value) {
    return Stream.of(
            span.getAttributes(),
            span.getResource().getAttributes(),
            span.getInstrumentationScopeInfo().getAttributes())
        .flatMap(attributes -> attributes.asMap().entrySet().stream())
        .anyMatch(attribute -> attribute.getKey().getKey().equals(key)
            && String.valueOf(attribute.getValue()).equals(String.valueOf(value)));
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  /** Says what is searched for, with secrets masked: {@code service "order", http.route=/pay}. */
  String describe() {
    List<String> parts = new ArrayList<>();
    if (service != null) {
      parts.add("service " + Notation.quoted(service));
    }
    if (operation != null) {
      parts.add("operation " + Notation.quoted(operation));
    }
    attributes.forEach((key, value) -> parts.add(key + "=" + Secrets.masked(key, value)));
    if (least != null) {
      parts.add("at least " + Durations.exact(least));
    }
    if (most != null) {
      parts.add("at most " + Durations.exact(most));
    }
    return parts.isEmpty() ? "any span" : String.join(", ", parts);
  }

  /** Says when the spans began. */
  String describeTime() {
    String from = after == null
        ? before == null
            ? "in the last " + Durations.exact(LOOK_BACK)
            : Durations.exact(LOOK_BACK) + " ago or later"
        : "at " + after + " or later";
    return before == null ? from : from + ", and before " + before;
  }

  /** Says all of it, with secrets masked. */
  @Override
  public String toString() {
    return "%s, begun %s, limit %d".formatted(describe(), describeTime(), limit);
  }

  private static String notBlank(String text, String name) {
    if (requireNonNull(text, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return text;
  }

  private static Object simple(Object value) {
    if (requireNonNull(value, "value") instanceof CharSequence) {
      return value.toString();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("backends search for texts, numbers and booleans, not for a "
        + value.getClass().getSimpleName());
  }
}
