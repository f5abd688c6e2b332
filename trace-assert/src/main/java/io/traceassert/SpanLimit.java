package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.SpanCounts;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A span limit of the SDK, and how it is raised: in code, or where the SDK configures itself. */
enum SpanLimit {
  ATTRIBUTES("setMaxNumberOfAttributes", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"),
  EVENTS("setMaxNumberOfEvents", "OTEL_SPAN_EVENT_COUNT_LIMIT"),
  LINKS("setMaxNumberOfLinks", "OTEL_SPAN_LINK_COUNT_LIMIT"),
  ATTRIBUTES_PER_EVENT("setMaxNumberOfAttributesPerEvent", "OTEL_ATTRIBUTE_COUNT_LIMIT"),
  ATTRIBUTES_PER_LINK("setMaxNumberOfAttributesPerLink", "OTEL_ATTRIBUTE_COUNT_LIMIT"),
  VALUE_LENGTH("setMaxAttributeValueLength", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT");

  private final String setter;
  private final String variable;

  SpanLimit(String setter, String variable) {
    this.setter = setter;
    this.variable = variable;
  }

  String advice() {
    return advice(List.of(this));
  }

  /** Says how to raise limits. */
  static String advice(Collection<SpanLimit> limits) {
    return "Raise the limit%s with SpanLimitsBuilder.%s, or record less."
        .formatted(
            limits.size() == 1 ? "" : "s",
            limits.stream()
                .distinct()
                .map(limit -> "%s (%s)".formatted(limit.setter, limit.variable))
                .collect(Collectors.joining(", ")));
  }

  /** Says how to raise the limit if what a pattern is about may be among dropped attributes. */
  static void advise(Failure failure, SpanPattern pattern, List<SpanData> undecided) {
    boolean dropped = undecided.stream().anyMatch(span -> SpanCounts.droppedAttributes(span) > 0);
    if (dropped && !pattern.attributeKeys().isEmpty()) {
      failure.advising(ATTRIBUTES.advice());
    }
  }
}
