package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.propagation.BaggageReading.Member;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W3C Baggage, and that of Jaeger. */
class BaggageTest {

  private static BaggageReading read(String... values) {
    return Propagation.of(Carrier.of(Map.of("baggage", List.of(values)))).baggage();
  }

  private static Member member(String key, String value, String... properties) {
    return new Member("baggage", key, value, List.of(properties));
  }

  @Test
  void membersAreDecodedAndKeepTheirOrder() {
    BaggageReading baggage = read(
        "userId=Am%C3%A9lie, serverNode = DF%2028\t;p1 ; p2 = a=b,empty=",
        "isProduction=false,eq=a=b%25");
    assertThat(baggage.violations()).isEmpty();
    assertThat(baggage.members())
        .containsExactly(
            member("userId", "Am\u00e9lie"),
            member("serverNode", "DF 28", "p1", "p2 = a=b"),
            member("empty", ""),
            member("isProduction", "false"),
            member("eq", "a=b%"));
  }

  @Test
  void whatIsNoUtf8IsReplaced() {
    assertThat(read("a=%C3%28").members()).containsExactly(member("a", "\ufffd("));
  }

  @ParameterizedTest
  @CsvSource({
    "'', BAGGAGE_MEMBER, \"\"",
    "a, BAGGAGE_MEMBER, \"a\"",
    "b=1;c; d=, , \"\"",
    "a b=1, BAGGAGE_KEY, \"a b\"",
    "=1, BAGGAGE_KEY, \"\"",
    "a=b c, BAGGAGE_VALUE, \"b c\"",
    "a=\u00e9, BAGGAGE_VALUE, \"\u00e9\"",
    "a=\"b\", BAGGAGE_VALUE, \"\\\"b\\\"\"",
    "a=100%, BAGGAGE_PERCENT, \"100%\"",
    "a=%2x, BAGGAGE_PERCENT, \"%2x\"",
    "a=1;, BAGGAGE_PROPERTY, \"\"",
    "a=1;b c, BAGGAGE_PROPERTY, \"b c\"",
    "session-id=b c, BAGGAGE_VALUE, ***",
    "a=1;token=b c, BAGGAGE_PROPERTY, ***"
  })
  void brokenMembers(String member, String rule, String found) {
    BaggageReading baggage = read(member);
    if (rule == null) {
      assertThat(baggage.violations()).isEmpty();
    } else {
      assertThat(baggage.violations()).hasSize(1);
      assertThat(baggage.violations().get(0).rule().name()).isEqualTo(rule);
      assertThat(baggage.violations().get(0).found()).isEqualTo(found);
    }
  }

  @Test
  void keysShouldBeThereOnce() {
    assertThat(read("a=1", "a=2").violations())
        .map(Violation::toString)
        .containsExactly(
            "baggage-duplicate-key: found \"a\", but a key should be there once (W3C Baggage, baggage-string)");
  }

  @Test
  void moreThanTheLimitsMayBeLost() {
    String most =
        IntStream.range(0, 64).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining(","));
    assertThat(read(most).violations()).isEmpty();
    assertThat(read(most, "one=more").violations())
        .map(Violation::toString)
        .containsExactly(
            "baggage-members: found 65 members, but only 64 members are sure to be passed on (W3C Baggage, Limits)");
    assertThat(read("a=" + "x".repeat(8190)).violations()).isEmpty();
    assertThat(read("a=" + "x".repeat(8191)).violations())
        .map(Violation::toString)
        .containsExactly(
            "baggage-length: found 8193 bytes, but only 8192 bytes are sure to be passed on (W3C Baggage, Limits)");
  }

  @Test
  void baggageOfJaeger() {
    BaggageReading baggage = Propagation.of(Carrier.of(Map.of(
            "UberCtx-User", "1%202", "uberctx-", "x", "jaeger-baggage", "k1=v1, k2 = v2,k3")))
        .baggage();
    assertThat(baggage.members())
        .containsExactlyInAnyOrder(
            new Member("jaeger-baggage", "k1", "v1", List.of()),
            new Member("jaeger-baggage", "k2", "v2", List.of()),
            new Member("UberCtx-User", "User", "1 2", List.of()));
    assertThat(baggage.violations()).isEmpty();
  }

  @Test
  void secretsAreFoundByKeyValueAndProperty() {
    BaggageReading baggage =
        read("user=1,api-key=2,h=Bearer%20abcdefgh,a=1;password=x,session_id=7");
    assertThat(baggage.secrets())
        .map(Member::key)
        .containsExactly("api-key", "h", "a", "session_id");
    assertThat(read("user=1").secrets()).isEmpty();
  }
}
