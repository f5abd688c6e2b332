package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of {@code traceparent}, each broken alone. */
class TraceparentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  private static ContextReading read(String value) {
    return read(value, TraceContextLevel.LEVEL_2);
  }

  private static ContextReading read(String value, TraceContextLevel level) {
    return Propagation.of(Carrier.of(Map.of("traceparent", value)), level)
        .in(PropagationFormat.W3C)
        .orElseThrow();
  }

  @Test
  void validIsRead() {
    ContextReading reading = read(VALID);
    assertThat(reading)
        .isEqualTo(new ContextReading(
            PropagationFormat.W3C,
            List.of("traceparent"),
            new WrittenId(TRACE, 128, TRACE),
            new WrittenId(SPAN, 64, SPAN),
            Sampling.SAMPLED,
            Map.of(),
            List.of()));
    assertThat(reading.isContext()).isTrue();
    assertThat(read("00-" + TRACE + "-" + SPAN + "-00").sampling()).isEqualTo(Sampling.NOT_SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-what the future will be like", "-a-b-c"})
  void higherVersionMayHaveMore(String rest) {
    ContextReading reading = read("cc-" + TRACE + "-" + SPAN + "-ff" + rest);
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.isContext()).isTrue();
    assertThat(reading.sampling()).isEqualTo(Sampling.SAMPLED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', TRACEPARENT_VERSION_LENGTH TRACEPARENT_FIELDS, \"\"",
    "000-T-S-01, TRACEPARENT_VERSION_LENGTH, \"000\"",
    "0-T-S-01, TRACEPARENT_VERSION_LENGTH, \"0\"",
    "0g-T-S-01, TRACEPARENT_VERSION_CHARACTERS, \"0g\"",
    "0A-T-S-01, TRACEPARENT_VERSION_UPPER_CASE, \"0A\"",
    "ff-T-S-01, TRACEPARENT_VERSION_FF, \"ff\"",
    "00-T-S-01-, TRACEPARENT_FIELDS, 5 fields",
    "00-T-S-01-what, TRACEPARENT_FIELDS, 5 fields",
    "00-T-S, TRACEPARENT_FIELDS, 3 fields",
    "01-T-S, TRACEPARENT_FIELDS, 3 fields",
    "01-T-S-01what, TRACEPARENT_FUTURE_VERSION, \"01what\"",
    "00-T0-S-01, TRACE_ID_LENGTH, \"4bf92f3577b34da6a3ce929d0e0e47360\"",
    "00-a3ce929d0e0e4736-S-01, TRACE_ID_LENGTH, \"a3ce929d0e0e4736\"",
    "00--S-01, TRACE_ID_LENGTH, \"\"",
    "00-xbf92f3577b34da6a3ce929d0e0e4736-S-01, TRACE_ID_CHARACTERS, \"xbf92f3577b34da6a3ce929d0e0e4736\"",
    "00-4BF92f3577b34da6a3ce929d0e0e4736-S-01, TRACE_ID_UPPER_CASE, \"4BF92f3577b34da6a3ce929d0e0e4736\"",
    "00-00000000000000000000000000000000-S-01, TRACE_ID_ZERO, \"00000000000000000000000000000000\"",
    "00-T-S0-01, PARENT_ID_LENGTH, \"00f067aa0ba902b70\"",
    "00-T-x0f067aa0ba902b7-01, PARENT_ID_CHARACTERS, \"x0f067aa0ba902b7\"",
    "00-T-00F067aa0ba902b7-01, PARENT_ID_UPPER_CASE, \"00F067aa0ba902b7\"",
    "00-T-0000000000000000-01, PARENT_ID_ZERO, \"0000000000000000\"",
    "00-T-S-1, TRACE_FLAGS_LENGTH, \"1\"",
    "00-T-S-001, TRACE_FLAGS_LENGTH, \"001\"",
    "00-T-S-0., TRACE_FLAGS_CHARACTERS, \"0.\"",
    "00-T-S-0A, TRACE_FLAGS_UPPER_CASE, \"0A\"",
  })
  void brokenIsIgnored(String value, String rules, String found) {
    ContextReading reading = read(value.replace("T", TRACE).replace("S", SPAN));
    assertThat(reading.violations().stream().map(violation -> violation.rule().name()))
        .containsExactly(rules.split(" "));
    assertThat(reading.violations().get(0).found()).isEqualTo(found);
    assertThat(reading.violations())
        .allMatch(violation -> violation.rule().severity() == Severity.FATAL);
    assertThat(reading.isContext()).isFalse();
    assertThat(reading.isMalformed()).isTrue();
  }

  @Test
  void everyViolationIsTold() {
    assertThat(read("FF-" + "0".repeat(31) + "-" + "00F067AA0BA902B7" + "-0").violations())
        .map(Violation::toString)
        .containsExactly(
            "traceparent-version-upper-case: found \"FF\", but it must be lower case (W3C Trace Context level 2, 3.2.2.1 version)",
            "traceparent-version-ff: found \"FF\", but ff is forbidden (W3C Trace Context level 2, 3.2.2.1 version)",
            "trace-id-length: found \"0000000000000000000000000000000\", but it must be 32 characters (W3C Trace Context level 2, 3.2.2.3 trace-id)",
            "trace-id-zero: found \"0000000000000000000000000000000\", but all zeros is invalid (W3C Trace Context level 2, 3.2.2.3 trace-id)",
            "parent-id-upper-case: found \"00F067AA0BA902B7\", but it must be lower case (W3C Trace Context level 2, 3.2.2.4 parent-id)",
            "traceparent-future-version: found \"0\", but the 2 flag characters of a higher version must be the end, or be followed by a dash (W3C Trace Context level 2, 3.2.4 Versioning of traceparent)");
  }

  @Test
  void flagsDependOnTheLevel() {
    String random = "00-" + TRACE + "-" + SPAN + "-03";
    assertThat(read(random).violations()).isEmpty();
    assertThat(read(random, TraceContextLevel.LEVEL_1).violations())
        .map(Violation::toString)
        .containsExactly(
            "trace-flags-reserved: found \"03\", but flags that are not defined must be zero (W3C Trace Context level 1, 3.2.2.5.2 Other Flags)");
    ContextReading unknown = read("00-" + TRACE + "-" + SPAN + "-05");
    assertThat(unknown.violations())
        .map(Violation::section)
        .containsExactly("W3C Trace Context level 2, 3.2.2.5.3 Other Flags");
    assertThat(unknown.isContext()).isTrue();
    assertThat(unknown.sampling()).isEqualTo(Sampling.SAMPLED);
  }

  @Test
  void thereIsOne() {
    ContextReading reading = Propagation.of(
            Carrier.of(Map.of("Traceparent", List.of(VALID, VALID))))
        .in(PropagationFormat.W3C)
        .orElseThrow();
    assertThat(reading.violations())
        .containsExactly(new Violation(
            PropagationRule.TRACEPARENT_ONCE,
            "W3C Trace Context level 2, 3.2 Traceparent Header",
            "2 of them",
            "there must be one traceparent"));
    assertThat(reading.headers()).containsExactly("Traceparent");
    assertThat(reading.isContext()).isFalse();
  }
}
