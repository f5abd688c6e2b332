package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.traceassert.pattern.ExpectedAttribute;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attribute is as expected. Absent, of another type and of another value are three
 * different failures.
 */
record AttributeCheck(ExpectedAttribute expected) {

  private static final String ENDED =
      "if it was set after the span had ended, it was lost: the SDK logs that at level FINE";

  @Nullable
  Failure failure(Attributed of, Scene scene) {
    if (expected.matches(of.attributes())) {
      if (of.isSpan() && expected.key().equals(SpanErrors.TYPE)) {
        scene.lookedAtErrorsOf(of.span());
      }
      return expected.isAbsence() && of.dropped() > 0 ? undecided(of, scene) : null;
    }
    Object actual = expected.find(of.attributes());
    Failure failure = actual == null ? absent(of) : other(of, actual);
    of.show(failure, scene, name() + ": expected " + expected.describe());
    return of.isSpan() ? failure.showing(expected.key()) : failure;
  }

  private Failure undecided(Attributed of, Scene scene) {
    return of.undecided(
        scene,
        "attribute %s: expected none, but cannot decide: the span limits of the SDK dropped %s"
            .formatted(name(), Words.count(of.dropped(), "attribute")),
        name() + ": cannot decide");
  }

  private Failure other(Attributed of, Object actual) {
    return expected.isOtherType(actual) ? otherType(of, actual) : otherValue(of, actual);
  }

  private Failure otherValue(Attributed of, Object actual) {
    String printed = Secrets.masked(expected.key(), actual);
    Failure failure = Failure.of("%s: attribute %s: expected %s, but was %s"
            .formatted(of.phrase(), name(), expected.describe(), printed))
        .comparing(expected.describe(), printed);
    if (of.limit() != null && expected.isCutTo(actual)) {
      failure.because(
          "it is the beginning of the expected value: did the span limits of the SDK cut it at %d characters?"
              .formatted(((String) actual).length()));
      failure.advising(SpanLimit.VALUE_LENGTH.advice());
    }
    return failure;
  }

  private Failure otherType(Attributed of, Object actual) {
    String present = expected.typed(actual);
    return Failure.of("%s: attribute %s is present as %s, expected %s"
            .formatted(of.phrase(), name(), present, expected.describeTyped()))
        .comparing(expected.describeTyped(), present);
  }

  private Failure absent(Attributed of) {
    Failure failure = Failure.of(
        "%s has no attribute %s, expected %s".formatted(of.phrase(), name(), expected.describe()));
    List<String> present =
        of.attributes().asMap().keySet().stream().map(AttributeKey::getKey).toList();
    failure.because(present.isEmpty() ? "it has no attributes" : "nearest: " + nearest(present));
    if (of.dropped() > 0) {
      failure.because("the span limits of the SDK dropped %s of it: this may be one of them"
          .formatted(Words.count(of.dropped(), "attribute")));
      of.advising(failure);
    } else if (of.gone() > 0) {
      failure.because(
          "%s set and %s not there: overwritten, or dropped by the span limits of the SDK"
              .formatted(was(of.gone()), Words.isAre(of.gone())));
    }
    boolean misspelt = present.stream().anyMatch(key -> Spelling.isNear(key, expected.key()));
    return of.isSpan() && !misspelt ? failure.because(ENDED) : failure;
  }

  private static String was(int count) {
    return Words.count(count, "attribute") + (count == 1 ? " was" : " were");
  }

  private String nearest(List<String> present) {
    return String.join(
        ", ",
        Spelling.nearest(expected.key(), present).stream()
            .map(Notation::escaped)
            .toList());
  }

  private String name() {
    return Notation.escaped(expected.key());
  }
}
