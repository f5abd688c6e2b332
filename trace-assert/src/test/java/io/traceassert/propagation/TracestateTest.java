package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of {@code tracestate}. */
class TracestateTest {

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static ContextReading read(TraceContextLevel level, String... values) {
    return Propagation.of(
            Carrier.of(Map.of("traceparent", TRACEPARENT, "tracestate", List.of(values))), level)
        .in(PropagationFormat.W3C)
        .orElseThrow();
  }

  private static ContextReading read(String... values) {
    return read(TraceContextLevel.LEVEL_2, values);
  }

  private static List<String> rules(ContextReading reading) {
    return reading.violations().stream()
        .map(violation -> violation.rule().name())
        .toList();
  }

  @Test
  void severalHeadersAreOneListInOrder() {
    ContextReading reading = read("rojo=1 ,\t congo=a b", "", " , third@sys= x ");
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.traceState().entrySet().stream().map(Map.Entry::toString))
        .containsExactly("rojo=1", "congo=a b", "third@sys= x");
    assertThat(reading.headers()).containsExactly("traceparent", "tracestate");
  }

  @ParameterizedTest
  @CsvSource({
    "foo, TRACESTATE_MEMBER, \"foo\"",
    "=1, TRACESTATE_KEY, \"\"",
    "Foo=1, TRACESTATE_KEY, \"Foo\"",
    "foo =1, TRACESTATE_KEY, \"foo \"",
    "@foo=1, TRACESTATE_KEY, \"@foo\"",
    "foo.bar=1, TRACESTATE_KEY, \"foo.bar\"",
    "foo=, TRACESTATE_VALUE, \"\" of \"foo\"",
    "foo=a=b, TRACESTATE_VALUE, \"a=b\" of \"foo\"",
    "foo=\u00e9, TRACESTATE_VALUE, \"\u00e9\" of \"foo\"",
    "token=\u00e9, TRACESTATE_VALUE, *** of \"token\"",
  })
  void brokenMembersAreLeftOut(String member, String rule, String found) {
    ContextReading reading = read("a=1," + member);
    assertThat(rules(reading)).containsExactly(rule);
    assertThat(reading.violations().get(0).found()).isEqualTo(found);
    assertThat(reading.traceState()).containsExactly(Map.entry("a", "1"));
    assertThat(reading.isContext()).as("the context is read all the same").isTrue();
  }

  @Test
  void keysDependOnTheLevel() {
    List<String> both = List.of("a", "a-_*/9", "1tenant@system", "x".repeat(256));
    assertThat(both).allSatisfy(key -> {
      assertThat(read(TraceContextLevel.LEVEL_1, key + "=1").violations()).isEmpty();
      assertThat(read(TraceContextLevel.LEVEL_2, key + "=1").violations()).isEmpty();
    });
    List<String> second = List.of("1a", "a@b@c", "a@1", "a@" + "x".repeat(15));
    assertThat(second).allSatisfy(key -> {
      assertThat(read(TraceContextLevel.LEVEL_2, key + "=1").violations()).isEmpty();
      assertThat(read(TraceContextLevel.LEVEL_1, key + "=1").violations())
          .containsExactly(
              new Violation(
                  PropagationRule.TRACESTATE_KEY,
                  "W3C Trace Context level 1, 3.3.1.3.1 Key",
                  "\"" + key + "\"",
                  "a key must be 1 to 256 of the characters a-z 0-9 _ - * / that begin with a letter, or tenant@system"));
    });
    assertThat(rules(read("x".repeat(257) + "=1"))).containsExactly("TRACESTATE_KEY");
  }

  @Test
  void valuesHave256Characters() {
    assertThat(read("a=" + "x".repeat(256)).violations()).isEmpty();
    assertThat(rules(read("a=" + "x".repeat(257)))).containsExactly("TRACESTATE_VALUE");
  }

  @Test
  void keysAreThereOnce() {
    ContextReading reading = read("a=1,b=2", "a=3");
    assertThat(rules(reading)).containsExactly("TRACESTATE_DUPLICATE_KEY");
    assertThat(reading.traceState()).containsEntry("a", "1");
  }

  @Test
  void membersAreAtMost32() {
    String most =
        IntStream.range(0, 32).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining(","));
    assertThat(read(most + ",,").violations()).isEmpty();
    assertThat(read(most, "one=more").violations())
        .map(Violation::toString)
        .containsExactly(
            "tracestate-members: found 33 members, but there may be 32 members (W3C Trace Context level 2, 3.3.2 tracestate Header Field Values)");
  }

  @Test
  void moreThan512CharactersMayBeLost() {
    String value = "x".repeat(253);
    assertThat(read("a=" + value + ",b=" + value + "y").violations()).isEmpty();
    ContextReading longer = read("a=" + value + ",b=" + value + "yz");
    assertThat(longer.violations())
        .map(Violation::toString)
        .containsExactly(
            "tracestate-length: found 513 characters, but only 512 characters are sure to be passed on (W3C Trace Context level 2, 3.3.3.1 tracestate Limits)");
    assertThat(longer.violations().get(0).rule().severity()).isEqualTo(Severity.ADVICE);
  }

  @Test
  void emptyOneIsAllowedAndUseless() {
    assertThat(rules(read(""))).containsExactly("TRACESTATE_EMPTY");
    assertThat(rules(read(" ,, "))).containsExactly("TRACESTATE_EMPTY");
  }

  @Test
  void aloneItIsDiscarded() {
    ContextReading reading = Propagation.of(
            Carrier.of(Map.of("tracestate", "a=1")), TraceContextLevel.LEVEL_1)
        .in(PropagationFormat.W3C)
        .orElseThrow();
    assertThat(reading.violations())
        .map(Violation::toString)
        .containsExactly(
            "tracestate-alone: found no traceparent, but it is discarded without a traceparent (W3C Trace Context level 1, 4.2 No traceparent Received)");
    assertThat(reading.isContext()).isFalse();
    assertThat(reading.traceId()).isNull();
  }
}
