package io.traceassert.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a pattern says, it can be written on one line and read back. */
class PatternPropertiesTest {

  @Property
  void whatIsPrintedIsReadBack(@ForAll("patterns") SpanPattern pattern) {
    String line = pattern.toString();
    assertThat(line).hasLineCount(1).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    assertThat(SpanPattern.of(line)).as(line).isEqualTo(pattern);
    assertThat(SpanPattern.of(line + "   12.3 ms  # a comment")).isEqualTo(pattern);
  }

  @Property
  void anythingIsReadOrRefusedWithAPlace(@ForAll("texts") String text) {
    try {
      SpanPattern pattern = SpanPattern.of(text);
      assertThat(SpanPattern.of(pattern.toString())).isEqualTo(pattern);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("cannot read the pattern, column ");
    }
  }

  /**
   * Pieces of the language, spaces, quotes, drawing characters, every plane of Unicode, and
   * controls.
   */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces = Arbitraries.of(
        "a",
        " ",
        "  ",
        "...",
        "~",
        "#",
        "\"",
        "\\",
        "*",
        "**",
        "[",
        "]",
        "=",
        "~=",
        "!",
        "@",
        ":",
        ",",
        "├─ ",
        "│",
        "\t",
        "\n",
        "\r",
        "\u0000",
        "\u202e",
        "\ud800",
        "拉麺",
        "🍜",
        "𝔸",
        "עברית",
        "x3",
        "OK",
        "ERROR",
        "throws ",
        "event:",
        "link:",
        "scope.",
        "resource.",
        "true",
        "200",
        "1.5",
        "-1",
        "NaN",
        " in ",
        "1..2",
        "< 5 ms",
        "<",
        "0.25us",
        "3 ms",
        "optional",
        "[CLIENT]",
        "\u2028",
        "\u00ad");
    return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
  }

  private Arbitrary<String> notBlank() {
    return Arbitraries.oneOf(texts(), Arbitraries.strings().ofMaxLength(5))
        .filter(text -> !text.isBlank());
  }

  @Provide
  Arbitrary<SpanPattern> patterns() {
    Arbitrary<List<UnaryOperator<SpanPattern>>> columns = Combinators.combine(
            Arbitraries.of(SpanKind.values()),
            notBlank(),
            notBlank(),
            notBlank(),
            Arbitraries.of(StatusCode.values()),
            values(),
            Arbitraries.longs().greaterOrEqual(1).map(Duration::ofNanos))
        .as((kind, service, scope, text, status, attributes, bound) ->
            List.<UnaryOperator<SpanPattern>>of(
                pattern -> pattern.kind(kind),
                pattern -> pattern.service(service),
                pattern -> pattern.scope(scope),
                pattern -> pattern.status(status),
                pattern -> pattern.throwing(text),
                pattern -> pattern.event(text),
                pattern -> pattern.linkTo(text),
                pattern -> attributed(pattern, attributes),
                pattern -> pattern.shorterThan(bound)));
    return Combinators.combine(notBlank(), columns, Arbitraries.integers().between(0, 511))
        .as((name, all, chosen) -> {
          SpanPattern pattern = SpanPattern.named(name);
          for (int i = 0; i < all.size(); i++) {
            pattern = (chosen & 1 << i) == 0 ? pattern : all.get(i).apply(pattern);
          }
          return pattern;
        });
  }

  private static SpanPattern attributed(SpanPattern pattern, Map<String, Object> attributes) {
    SpanPattern more = pattern;
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      more = attributed(more, attribute.getKey(), attribute.getValue());
    }
    return more;
  }

  private static SpanPattern attributed(SpanPattern pattern, String key, Object value) {
    boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
    return switch (key.hashCode() & 3) {
      case 0 -> pattern.attributeIn(key, value, "other");
      case 1 ->
        finite
            ? pattern.attributeBetween(key, (Number) value, Double.MAX_VALUE)
            : pattern.attribute(key, value);
      default -> pattern.attribute(key, value);
    };
  }

  private Arbitrary<Map<String, Object>> values() {
    Arbitrary<Object> scalars = Arbitraries.oneOf(
        texts().map(text -> (Object) text),
        Arbitraries.longs().map(number -> (Object) number),
        Arbitraries.doubles().map(number -> (Object) number),
        Arbitraries.of(true, false).map(bool -> (Object) bool));
    Arbitrary<Object> lists = texts().list().ofMaxSize(3).map(list -> (Object) list);
    return Arbitraries.maps(notBlank(), Arbitraries.oneOf(scalars, lists)).ofMaxSize(3);
  }
}
