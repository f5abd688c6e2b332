package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.traceassert.pattern.ExpectedAttribute;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether attributes as a whole are as expected: everything that differs is said at once. */
final class AttributesCheck {

  private AttributesCheck() {}

  static @Nullable Failure contains(Attributed of, Scene scene, Attributes expected) {
    return failure(of, scene, wrong(of, expected), List.of(), expected);
  }

  static @Nullable Failure exactly(Attributed of, Scene scene, Attributes expected) {
    List<String> unexpected = keys(of.attributes())
        .filter(key -> keys(expected).noneMatch(key::equals))
        .toList();
    Failure failure = failure(of, scene, wrong(of, expected), unexpected, expected);
    return failure == null && of.dropped() > 0
        ? of.undecided(scene, "expected no other attributes, but cannot decide", "cannot decide")
            .because(dropped(of))
        : failure;
  }

  private static Stream<String> keys(Attributes attributes) {
    return attributes.asMap().keySet().stream().map(AttributeKey::getKey);
  }

  private static List<ExpectedAttribute> wrong(Attributed of, Attributes expected) {
    List<ExpectedAttribute> wrong = new ArrayList<>();
    expected.forEach((key, value) -> {
      ExpectedAttribute attribute = ExpectedAttribute.of(key.getKey(), value);
      if (!attribute.matches(of.attributes())) {
        wrong.add(attribute);
      }
    });
    return wrong;
  }

  private static @Nullable Failure failure(
      Attributed of,
      Scene scene,
      List<ExpectedAttribute> wrong,
      List<String> unexpected,
      Attributes expected) {
    if (wrong.isEmpty() && unexpected.isEmpty()) {
      return null;
    }
    long missing =
        wrong.stream().filter(one -> one.find(of.attributes()) == null).count();
    Failure failure = Failure.of(of.phrase() + " has other attributes than expected: "
        + counts(missing, unexpected.size(), wrong.size() - missing));
    wrong.forEach(attribute -> failure.because("%s: expected %s, but %s"
        .formatted(
            Notation.escaped(attribute.key()),
            attribute.describe(),
            attribute.describeActual(attribute.find(of.attributes())))));
    unexpected.forEach(key ->
        failure.because("%s: unexpected, %s".formatted(Notation.escaped(key), actual(of, key))));
    return of.show(failure, scene, "attributes differ")
        .comparing(lines(expected), lines(of.attributes()));
  }

  private static String counts(long missing, int unexpected, long different) {
    List<String> parts = new ArrayList<>();
    if (missing > 0) {
      parts.add(missing + " missing");
    }
    if (unexpected > 0) {
      parts.add(unexpected + " unexpected");
    }
    if (different > 0) {
      parts.add(different + " different");
    }
    return String.join(", ", parts);
  }

  private static String actual(Attributed of, String key) {
    ExpectedAttribute any = ExpectedAttribute.present(key);
    return any.typed(Objects.requireNonNull(any.find(of.attributes())));
  }

  private static String lines(Attributes attributes) {
    return keysAndValues(attributes).sorted().reduce("", (text, line) -> text + line + "\n");
  }

  private static Stream<String> keysAndValues(Attributes attributes) {
    return attributes.asMap().entrySet().stream().map(entry -> {
      ExpectedAttribute any = ExpectedAttribute.present(entry.getKey().getKey());
      return Notation.escaped(any.key()) + ": " + any.typed(entry.getValue());
    });
  }

  static @Nullable Failure count(Attributed of, Scene scene, int expected) {
    int actual = of.attributes().size();
    if (actual == expected && of.dropped() == 0) {
      return null;
    }
    String expectation = "expected " + Words.count(expected, "attribute");
    String problem = expectation + ", but " + there(of, actual);
    Failure failure = of.dropped() > 0
        ? of.undecided(scene, problem, expectation)
        : of.failure(scene, problem, expectation);
    if (actual > 0) {
      failure.because("there: "
          + Words.list(keys(of.attributes()).sorted().map(Notation::escaped).toList()));
    }
    return failure.comparing(expected, actual);
  }

  private static String there(Attributed of, int actual) {
    return of.dropped() > 0
        ? "the span limits of the SDK dropped %d of %d"
            .formatted(of.dropped(), of.dropped() + actual)
        : "there %s %s".formatted(Words.isAre(actual), actual == 0 ? "none" : actual);
  }

  private static String dropped(Attributed of) {
    return "the span limits of the SDK dropped %s of it"
        .formatted(Words.count(of.dropped(), "attribute"));
  }

  /** Checks a value that is there, of the type of the key. */
  static <V> @Nullable Failure satisfying(
      Attributed of, Scene scene, AttributeKey<V> key, Consumer<? super V> requirements) {
    V value = Objects.requireNonNull(of.attributes().get(key));
    return Unmet.all(List.of(requirements), value)
        .map(unmet -> {
          ExpectedAttribute any = ExpectedAttribute.present(key.getKey());
          Failure failure =
              Failure.of("%s: attribute %s is %s, which does not meet the requirements"
                  .formatted(of.phrase(), Notation.escaped(key.getKey()), any.typed(value)));
          if (Secrets.isSecret(key.getKey(), value)) {
            failure.because("what they say is left out, because the value is masked");
          } else {
            unmet.explain(failure);
          }
          of.show(failure, scene, Notation.escaped(key.getKey()) + ": unmet");
          return of.isSpan() ? failure.showing(key.getKey()) : failure;
        })
        .orElse(null);
  }
}
