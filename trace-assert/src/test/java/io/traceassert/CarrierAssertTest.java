package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TraceAssertFactories.CARRIER;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.propagation.TraceContextLevel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asserted of headers without a span. */
class CarrierAssertTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  private static CarrierAssert headers(String... namesAndValues) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return assertThatCarrier(headers);
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    CarrierAssert headers = headers(
        "traceparent",
        VALID,
        "tracestate",
        "rojo=1",
        "baggage",
        "user=Am%C3%A9lie",
        "uberctx-a",
        "b");
    for (CarrierAssert returned : List.of(
        headers.carriesContext(),
        headers.carriesContextIn(PropagationFormat.W3C),
        headers.carriesValidTraceparent(),
        headers.carriesValidTraceparent(TraceContextLevel.LEVEL_1),
        headers.hasTraceState("rojo", "1"),
        headers.hasBaggage("user", "Am\u00e9lie"),
        headers.hasBaggage("a", "b"),
        headers.hasNoSecretsInBaggage(),
        headers.hasSampledFlag(true))) {
      assertThat(returned).isSameAs(headers);
    }
    CarrierAssert none = headers("b3", "0", "Accept", "*/*");
    assertThat(none.carriesNoContext()).isSameAs(none);
    assertThat(none.hasSampledFlag(false)).isSameAs(none);
    headers("X-B3-Sampled", "true").carriesNoContext();
  }

  @Test
  void ledToFromAssertJAndByAGetter() {
    Object request = Map.of("b3", TRACE + "-" + SPAN + "-1");
    assertThat(request).asInstanceOf(CARRIER).carriesContextIn(PropagationFormat.B3_SINGLE);
    TextMapGetter<String> getter = new TextMapGetter<>() {
      @Override
      public Iterable<String> keys(String carrier) {
        return List.of("traceparent");
      }

      @Override
      public @Nullable String get(@Nullable String carrier, String key) {
        return key.equals("traceparent") ? carrier : null;
      }
    };
    assertThatCarrier(VALID, getter).carriesValidTraceparent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCarrier(VALID))
        .withMessageStartingWith("no headers can be read of a java.lang.String. Give a Map");
  }

  @Test
  void carriesContextFails() {
    assertFails(
        () -> headers("Accept", "*/*").carriesContext(),
        "expected headers with a trace context, but there is none");
    assertFails(() -> headers("b3", "what", "X-B3-Sampled", "1").carriesContext(), """
        expected headers with a trace context, but there is none
        b3-fields: found "what", but it must be traceid-spanid, traceid-spanid-sampling, traceid-spanid-sampling-parent, or one of 0, 1, d (B3 Propagation, Single Header)

          b3            what
          X-B3-Sampled  1
        """);
  }

  @Test
  void carriesContextInFails() {
    assertFails(
        () ->
            headers("traceparent", VALID, "b3", "1").carriesContextIn(PropagationFormat.B3_SINGLE),
        """
        expected headers with a trace context in format B3 single, but there is none
        there is one in format W3C

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          b3           1
        """);
  }

  @Test
  void carriesNoContextFails() {
    assertFails(
        () -> headers("traceparent", VALID, "X-B3-TraceId", "what", "X-B3-Sampled", "0")
            .carriesNoContext(),
        """
        expected headers without a trace context, but there is traceparent, B3 multi

          traceparent   00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          X-B3-TraceId  what
          X-B3-Sampled  0
        """);
    assertFails(() -> headers("tracestate", "rojo=1").carriesNoContext(), """
        expected headers without a trace context, but there is tracestate

          tracestate  rojo=1
        """);
  }

  @Test
  void carriesValidTraceparentFails() {
    assertFails(() -> headers("b3", "0").carriesValidTraceparent(), """
        expected a valid traceparent, but there is none

          b3  0
        """);
    assertFails(
        () -> headers(
                "traceparent", "00-" + "0".repeat(32) + "-00F067AA0BA902B7-05",
                "tracestate", "rojo=1,rojo=2," + "a=" + "x".repeat(250) + ",b=" + "x".repeat(255))
            .carriesValidTraceparent(),
        """
        expected a valid traceparent, but it breaks trace-id-zero, parent-id-upper-case, trace-flags-reserved, tracestate-duplicate-key
        trace-id-zero: found "00000000000000000000000000000000", but all zeros is invalid (W3C Trace Context level 2, 3.2.2.3 trace-id)
        parent-id-upper-case: found "00F067AA0BA902B7", but it must be lower case (W3C Trace Context level 2, 3.2.2.4 parent-id)
        trace-flags-reserved: found "05", but flags that are not defined must be zero (W3C Trace Context level 2, 3.2.2.5.3 Other Flags)
        tracestate-duplicate-key: found "rojo", but a key may be there once (W3C Trace Context level 2, 3.3.3 Combined Header Value)
        tracestate-length: found 524 characters, but only 512 characters are sure to be passed on (W3C Trace Context level 2, 3.3.3.1 tracestate Limits)

          traceparent  00-00000000000000000000000000000000-00F067AA0BA902B7-05
          tracestate   rojo=1,rojo=2,a=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…(424 more)…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        """);
  }

  @Test
  void carriesValidTraceparentDependsOnTheLevel() {
    String random = "00-" + TRACE + "-" + SPAN + "-03";
    headers("traceparent", random).carriesValidTraceparent();
    assertFails(
        () -> headers("traceparent", random).carriesValidTraceparent(TraceContextLevel.LEVEL_1),
        """
        expected a valid traceparent, but it breaks trace-flags-reserved
        trace-flags-reserved: found "03", but flags that are not defined must be zero (W3C Trace Context level 1, 3.2.2.5.2 Other Flags)

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03
        """);
    headers("traceparent", VALID, "tracestate", "").carriesValidTraceparent();
  }

  @Test
  void hasTraceStateFails() {
    CarrierAssert headers = headers("traceparent", VALID, "tracestate", "rojo=1,Congo=2");
    assertFails(() -> headers.hasTraceState("rojo", "2"), """
        tracestate rojo: expected "2", but was "1"
        tracestate-key: found "Congo", but a key must have 1 to 256 of the characters a-z 0-9 _ - * / @, and begin with a letter or digit (W3C Trace Context level 2, 3.3.2.2.1 Key)

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          tracestate   rojo=1,Congo=2
        """);
    assertFails(() -> headers("b3", "0").hasTraceState("token", "secret"), """
        tracestate token: expected ***, but it has no such member

          b3  0
        """);
  }

  @Test
  void hasBaggageFails() {
    assertFails(() -> headers("baggage", "user=1,user=2,a").hasBaggage("user", "1"), """
        baggage user: expected "1", but was "1", "2"
        baggage-duplicate-key: found "user", but a key should be there once (W3C Baggage, baggage-string)
        baggage-member: found "a", but a member must be key=value (W3C Baggage, baggage-string)

          baggage  user=1,user=2
        """);
    assertFails(
        () -> headers("Accept", "*/*").hasBaggage("user", "1"),
        "baggage user: expected \"1\", but it has no such member");
    assertFails(() -> headers("baggage", "password=hunter2").hasBaggage("password", "x"), """
        baggage password: expected ***, but was ***

          baggage  password=***
        """);
  }

  @Test
  void hasNoSecretsInBaggageFails() {
    assertFails(
        () -> headers("baggage", "user=1,api-key=2,h=Bearer%20abcdefgh", "uberctx-session_id", "7")
            .hasNoSecretsInBaggage(),
        """
        expected baggage without secrets, but these look like some: "api-key", "h", "session_id"

          baggage             user=1,api-key=***,h=***
          uberctx-session_id  session_id=***

        Baggage goes to every service that is called, also to those of others. Send a reference instead.
        """);
  }

  @Test
  void hasSampledFlagFails() {
    assertFails(
        () -> headers(
                "traceparent", VALID, "b3", TRACE + "-" + SPAN, "uber-trace-id", TRACE + ":1:0:0")
            .hasSampledFlag(true),
        """
        b3: sampled flag: expected true, but it is left to the receiver
        uber-trace-id: sampled flag: expected true, but was false

          traceparent    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          b3             4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7
          uber-trace-id  4bf92f3577b34da6a3ce929d0e0e4736:1:0:0
        """);
    assertFails(
        () -> headers("Accept", "*/*").hasSampledFlag(false),
        "sampled flag: expected false, but the headers carry no trace context");
  }

  @Test
  void theStackTraceBeginsWhereTheUserIs() {
    TraceAssertionError error = failure(() -> headers("b3", "0").carriesContext());
    assertThat(error.getStackTrace()[0].getClassName())
        .startsWith(CarrierAssertTest.class.getName());
  }

  @Test
  void argumentsAreNamed() {
    CarrierAssert headers = headers("traceparent", VALID);
    assertThatNullPointerException()
        .isThrownBy(() -> headers.carriesContextIn(nothing()))
        .withMessage("format");
    assertThatNullPointerException()
        .isThrownBy(() -> headers.carriesValidTraceparent(nothing()))
        .withMessage("level");
    assertThatNullPointerException()
        .isThrownBy(() -> headers.hasTraceState("a", nothing()))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> headers.hasBaggage("a", nothing()))
        .withMessage("value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headers.hasTraceState(" ", "1"))
        .withMessage("key must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headers.hasBaggage("", "1"))
        .withMessage("key must not be blank");
  }

  @Test
  void nullIsNamed() {
    List<Consumer<CarrierAssert>> checks = List.of(
        CarrierAssert::carriesContext,
        headers -> headers.carriesContextIn(PropagationFormat.W3C),
        CarrierAssert::carriesNoContext,
        CarrierAssert::carriesValidTraceparent,
        headers -> headers.hasTraceState("a", "1"),
        headers -> headers.hasBaggage("a", "1"),
        CarrierAssert::hasNoSecretsInBaggage,
        headers -> headers.hasSampledFlag(true));
    assertThat(checks)
        .allSatisfy(check -> assertThatThrownBy(() -> check.accept(assertThatCarrier(null)))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("Expecting actual not to be null"));
  }
}
