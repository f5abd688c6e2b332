package io.traceassert.shape;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What a shape that is written from a trace says of each span. Immutable. */
public final class ShapeDetail {

  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");
  private static final ShapeDetail STANDARD = new ShapeDetail(key -> false, true, true, 0);

  private final Predicate<String> attributes;
  private final boolean services;
  private final boolean statuses;
  private final double durationFactor;

  private ShapeDetail(
      Predicate<String> attributes, boolean services, boolean statuses, double durationFactor) {
    this.attributes = attributes;
    this.services = services;
    this.statuses = statuses;
    this.durationFactor = durationFactor;
  }

  /**
   * Says names, kinds other than INTERNAL, services where they change, statuses and exceptions.
   *
   * @return the detail with which {@link TraceShape#of(io.traceassert.trace.Trace)} writes
   */
  public static ShapeDetail standard() {
    return STANDARD;
  }

  /**
   * Adds attributes. Of secrets, and of texts of more than 200 characters, only the presence is
   * said.
   *
   * @param keys their keys
   * @return a new detail
   */
  public ShapeDetail attributes(String... keys) {
    Set<String> wanted = Set.of(requireNonNull(keys, "keys"));
    return new ShapeDetail(wanted::contains, services, statuses, durationFactor);
  }

  /**
   * Adds all attributes. Of secrets, and of texts of more than 200 characters, only the presence is
   * said.
   *
   * @return a new detail
   */
  public ShapeDetail allAttributes() {
    return new ShapeDetail(key -> true, services, statuses, durationFactor);
  }

  /**
   * Leaves the services out.
   *
   * @return a new detail
   */
  public ShapeDetail withoutServices() {
    return new ShapeDetail(attributes, false, statuses, durationFactor);
  }

  /**
   * Leaves the statuses and exceptions out.
   *
   * @return a new detail
   */
  public ShapeDetail withoutStatuses() {
    return new ShapeDetail(attributes, services, false, durationFactor);
  }

  /**
   * Adds an upper bound for the duration of each span: a multiple of what it took this time.
   *
   * @param factor 1 or more; the bound is rounded up to two digits
   * @return a new detail
   * @throws IllegalArgumentException if the factor is less than 1, or infinite
   */
  public ShapeDetail durationsBelow(double factor) {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor must be 1 or more and finite, but is " + factor);
    }
    return new ShapeDetail(attributes, services, statuses, factor);
  }

  /** The multiple of the measured durations, or 0 when they are left out. */
  double durationFactor() {
    return durationFactor;
  }

  /** Describes a span without its duration. */
  SpanPattern describe(SpanTree spans, int node) {
    SpanData span = spans.get(node);
    SpanPattern pattern = named(span.getName());
    if (span.getKind() != SpanKind.INTERNAL) {
      pattern = pattern.kind(span.getKind());
    }
    if (services && serviceChanges(spans, node)) {
      pattern = pattern.service(Words.service(span));
    }
    if (statuses) {
      pattern = withStatus(pattern, span);
    }
    for (Map.Entry<AttributeKey<?>, Object> entry : span.getAttributes().asMap().entrySet()) {
      pattern = withAttribute(pattern, entry.getKey().getKey(), entry.getValue());
    }
    return pattern;
  }

  private static SpanPattern named(String name) {
    return name.isBlank() ? SpanPattern.of(Notation.name(name)) : SpanPattern.named(name);
  }

  private static boolean serviceChanges(SpanTree spans, int node) {
    String service = Words.service(spans.get(node));
    int parent = spans.parent(node);
    boolean same = parent != Tree.TOP && service.equals(Words.service(spans.get(parent)));
    return !same && !service.isBlank() && !service.startsWith("unknown_service");
  }

  private static SpanPattern withStatus(SpanPattern pattern, SpanData span) {
    StatusData status = span.getStatus();
    SpanPattern described = pattern;
    if (status.getStatusCode() != StatusCode.UNSET) {
      boolean sayable = status.getStatusCode() == StatusCode.ERROR
          && !status.getDescription().isBlank()
          && PatternLine.isSayable("", status.getDescription());
      described =
          sayable ? pattern.error(status.getDescription()) : pattern.status(status.getStatusCode());
    }
    for (String type : span.getEvents().stream()
        .map(event -> event.getAttributes().get(EXCEPTION_TYPE))
        .filter(Objects::nonNull)
        .map(ShapeDetail::simpleName)
        .filter(type -> !type.isBlank())
        .distinct()
        .toList()) {
      described = described.throwing(type);
    }
    return described;
  }

  private static String simpleName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  private SpanPattern withAttribute(SpanPattern pattern, String key, Object value) {
    if (!attributes.test(key) || key.isBlank()) {
      return pattern;
    }
    return PatternLine.isSayable(key, value)
        ? pattern.attribute(key, value)
        : pattern.withAttribute(key);
  }
}
