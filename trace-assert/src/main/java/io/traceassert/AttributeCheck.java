package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One expected attribute. Absent, of another type and of another value are three different
 * failures.
 */
record AttributeCheck(AttributeKey<?> key, Object value) {

  static AttributeCheck of(AttributeKey<?> key, Object value) {
    return new AttributeCheck(key, value);
  }

  @Nullable
  Failure failure(SpanData span, Scene scene) {
    Object actual = span.getAttributes().asMap().get(key);
    if (value.equals(actual)) {
      return null;
    }
    Failure failure =
        actual != null ? otherValue(span, actual) : otherType(span).orElseGet(() -> absent(span));
    return failure
        .drawing(scene.traceOf(span))
        .marking(span, "%s: expected %s".formatted(name(), print(value)))
        .showing(key.getKey());
  }

  private Failure otherValue(SpanData span, Object actual) {
    Failure failure = Failure.of("span %s: attribute %s: expected %s, but was %s"
            .formatted(Words.span(span), name(), print(value), print(actual)))
        .comparing(print(value), print(actual));
    if (isBeginning(actual)) {
      failure.because(
          "it is the beginning of the expected value: did the span limits of the SDK cut it at %d characters?"
              .formatted(((String) actual).length()));
    }
    return failure;
  }

  private boolean isBeginning(Object actual) {
    return value instanceof String expected
        && actual instanceof String text
        && !text.isEmpty()
        && expected.startsWith(text);
  }

  private Optional<Failure> otherType(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .filter(entry -> entry.getKey().getKey().equals(key.getKey()))
        .findFirst()
        .map(entry -> otherType(span, entry));
  }

  private Failure otherType(SpanData span, Map.Entry<AttributeKey<?>, Object> actual) {
    String present = Values.typed(key.getKey(), actual.getKey().getType(), actual.getValue());
    String expected = Values.typed(key.getKey(), key.getType(), value);
    return Failure.of("span %s: attribute %s is present as %s, expected %s"
            .formatted(Words.span(span), name(), present, expected))
        .comparing(expected, present);
  }

  private Failure absent(SpanData span) {
    List<String> present =
        span.getAttributes().asMap().keySet().stream().map(AttributeKey::getKey).toList();
    Failure failure = Failure.of("span %s has no attribute %s, expected %s"
        .formatted(Words.span(span), name(), print(value)));
    failure.because(present.isEmpty() ? "it has no attributes" : "nearest: " + nearest(present));
    int dropped = span.getTotalAttributeCount() - present.size();
    if (dropped > 0) {
      failure.because("the span limits of the SDK dropped %s of it: this may be one of them"
          .formatted(Words.count(dropped, "attribute")));
    }
    return failure;
  }

  private String nearest(List<String> present) {
    return String.join(
        ", ",
        Spelling.nearest(key.getKey(), present).stream().map(Notation::escaped).toList());
  }

  private String name() {
    return Notation.escaped(key.getKey());
  }

  private String print(Object any) {
    return Secrets.masked(key.getKey(), any);
  }
}
