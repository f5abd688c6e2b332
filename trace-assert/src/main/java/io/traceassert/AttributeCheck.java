package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
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
  Failure failure(Attributed of, Scene scene) {
    Object actual = of.attributes().asMap().get(key);
    if (value.equals(actual)) {
      if (of.isSpan() && key.getKey().equals(SpanErrors.TYPE)) {
        scene.lookedAtErrorsOf(of.span());
      }
      return null;
    }
    Failure failure =
        actual != null ? otherValue(of, actual) : otherType(of).orElseGet(() -> absent(of));
    failure
        .drawing(scene.traceOf(of.span()))
        .marking(of.span(), "%s%s: expected %s".formatted(of.comment(), name(), print(value)));
    return of.isSpan() ? failure.showing(key.getKey()) : failure;
  }

  private Failure otherValue(Attributed of, Object actual) {
    Failure failure = Failure.of("%s: attribute %s: expected %s, but was %s"
            .formatted(of.phrase(), name(), print(value), print(actual)))
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

  private Optional<Failure> otherType(Attributed of) {
    return of.attributes().asMap().entrySet().stream()
        .filter(entry -> entry.getKey().getKey().equals(key.getKey()))
        .findFirst()
        .map(entry -> otherType(of, entry));
  }

  private Failure otherType(Attributed of, Map.Entry<AttributeKey<?>, Object> actual) {
    String present = Values.typed(key.getKey(), actual.getKey().getType(), actual.getValue());
    String expected = Values.typed(key.getKey(), key.getType(), value);
    return Failure.of("%s: attribute %s is present as %s, expected %s"
            .formatted(of.phrase(), name(), present, expected))
        .comparing(expected, present);
  }

  private Failure absent(Attributed of) {
    List<String> present =
        of.attributes().asMap().keySet().stream().map(AttributeKey::getKey).toList();
    Failure failure = Failure.of(
        "%s has no attribute %s, expected %s".formatted(of.phrase(), name(), print(value)));
    failure.because(present.isEmpty() ? "it has no attributes" : "nearest: " + nearest(present));
    if (of.dropped() > 0) {
      failure.because("the span limits of the SDK dropped %s of it: this may be one of them"
          .formatted(Words.count(of.dropped(), "attribute")));
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
