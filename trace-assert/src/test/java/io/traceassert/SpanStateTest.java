package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The identity and the state of a span, its resource and its instrumentation scope. */
class SpanStateTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "1111111111111111";

  private static SpanAssert post() {
    return assertThat(span(
        "POST",
        TraceFlags.fromByte((byte) 3),
        TraceState.builder().put("vendor", "a").put("other", "b").build()));
  }

  private static SpanAssert unsampled() {
    return assertThat(span("GET", TraceFlags.getDefault(), TraceState.getDefault()));
  }

  private static SpanData span(String name, TraceFlags flags, TraceState state) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.CLIENT)
        .setSpanContext(SpanContext.create(TRACE, SPAN, flags, state))
        .setParentSpanContext(SpanContext.create(TRACE, PARENT, flags, state))
        .setStartEpochNanos(1_000_000)
        .setEndEpochNanos(6_000_000)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setResource(Resource.builder()
            .put("service.name", "order")
            .put("host.name", "a")
            .setSchemaUrl("https://opentelemetry.io/schemas/1.27.0")
            .build())
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.builder("io.acme.http")
            .setVersion("1.2")
            .setAttributes(Attributes.builder().put("level", 3).build())
            .build())
        .build();
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert post = post();
    for (SpanAssert returned : List.of(
        post.hasNameMatching("P.ST"),
        post.hasTraceId(TRACE),
        post.hasSpanId(SPAN),
        post.hasParentSpanId(PARENT),
        post.isSampled(),
        post.hasRandomTraceId(),
        post.hasTraceState("vendor", "a"),
        post.hasTraceState(
            TraceState.builder().put("vendor", "a").put("other", "b").build()),
        post.doesNotHaveTraceState("third"),
        post.hasEnded())) {
      assertThat(returned).isSameAs(post);
    }
    SpanAssert unsampled = unsampled().isNotSampled();
    assertThat(unsampled.hasNoTraceState()).isSameAs(unsampled);

    ResourceAssert resource = post.resource();
    assertThat(resource.hasAttribute("service.name", "order")).isSameAs(resource);
    assertThat(resource.hasSchemaUrl("https://opentelemetry.io/schemas/1.27.0")).isSameAs(resource);
    ScopeAssert scope = post.instrumentationScope();
    assertThat(scope.hasName("io.acme.http")).isSameAs(scope);
    assertThat(scope.hasVersion("1.2").hasAttribute("level", 3)).isSameAs(scope);
    resource.span().hasName("POST").instrumentationScope().span().trace().hasSpanCount(1);
  }

  @Test
  void anotherName() {
    assertFails(() -> post().hasNameMatching("GET|PUT"), """
        span "POST" [CLIENT]: name: expected a match of GET|PUT, but was "POST"

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # name: expected a match of GET|PUT; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherTraceId() {
    assertFails(() -> post().hasTraceId(SPAN + SPAN), """
        span "POST" [CLIENT]: trace id: expected 00f067aa0ba902b700f067aa0ba902b7, but was 4bf92f3577b34da6a3ce929d0e0e4736

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # trace id: expected 00f067aa0ba902b700f067aa0ba902b7; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherParentSpanId() {
    assertFails(() -> post().hasParentSpanId(SPAN), """
        span "POST" [CLIENT]: parent span id: expected 00f067aa0ba902b7, but was 1111111111111111

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # parent span id: expected 00f067aa0ba902b7; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void notSampled() {
    assertFails(() -> unsampled().isSampled(), """
        span "GET" [CLIENT]: sampled flag: expected true, but was false

        trace 4bf92f35: 1 span, 5.0 ms
          GET  [CLIENT]  @order  5.0 ms  # sampled flag: expected true; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void notRandom() {
    assertFails(() -> unsampled().hasRandomTraceId(), """
        span "GET" [CLIENT]: random flag: expected true, but was false

        trace 4bf92f35: 1 span, 5.0 ms
          GET  [CLIENT]  @order  5.0 ms  # random flag: expected true; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherTraceState() {
    assertFails(() -> post().hasTraceState("vendor", "b"), """
        span "POST" [CLIENT]: trace state vendor: expected "b", but was "a"
        trace state: other=b, vendor=a

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # trace state vendor: expected "b"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void noTraceState() {
    assertFails(() -> unsampled().hasTraceState("vendor", "b"), """
        span "GET" [CLIENT]: trace state vendor: expected "b", but it has no such entry
        trace state: no entries

        trace 4bf92f35: 1 span, 5.0 ms
          GET  [CLIENT]  @order  5.0 ms  # trace state vendor: expected "b"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherWholeTraceState() {
    assertFails(
        () -> post().hasTraceState(TraceState.builder().put("vendor", "a").build()), """
        span "POST" [CLIENT]: trace state: expected vendor=a, but was other=b, vendor=a

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # trace state: expected vendor=a; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void aTraceStateThatShouldNotBe() {
    assertFails(() -> post().hasNoTraceState(), """
        span "POST" [CLIENT]: trace state: expected no entries, but was other=b, vendor=a

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # trace state: expected no entries; orphan: its parent 11111111 was not captured
        """);
    assertFails(() -> post().doesNotHaveTraceState("vendor"), """
        span "POST" [CLIENT]: trace state vendor: expected none, but was "a"
        trace state: other=b, vendor=a

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # trace state vendor: expected none; orphan: its parent 11111111 was not captured
        """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().doesNotHaveTraceState(" "))
        .withMessage("key must not be blank");
  }

  @Test
  void ended() {
    assertFails(() -> post().hasNotEnded(), """
        span "POST" [CLIENT]: ended: expected false, but was true

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # ended: expected false; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherResource() {
    assertFails(() -> post().resource().hasAttribute("host.name", "b"), """
        the resource of span "POST" [CLIENT]: attribute host.name: expected "b", but was "a"

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # resource: host.name: expected "b"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void spanLimitsDoNotCutAResource() {
    assertThat(failure(() -> post().resource().hasAttribute("service.name", "order-service")))
        .hasMessageStartingWith(
            "the resource of span \"POST\" [CLIENT]: attribute service.name: expected \"order-service\", but was \"order\"\n\n");
  }

  @Test
  void anotherSchemaUrlOfTheResource() {
    assertFails(() -> post().resource().hasSchemaUrl("https://example.org"), """
        the resource of span "POST" [CLIENT]: schema URL: expected "https://example.org", but was "https://opentelemetry.io/schemas/1.27.0"

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # resource: schema URL: expected "https://example.org"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void noSchemaUrlOfTheScope() {
    assertFails(() -> post().instrumentationScope().hasSchemaUrl("https://example.org"), """
        the instrumentation scope of span "POST" [CLIENT]: schema URL: expected "https://example.org", but there is none

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # scope: schema URL: expected "https://example.org"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherVersionOfTheScope() {
    assertFails(() -> post().instrumentationScope().hasVersion("1.3"), """
        the instrumentation scope of span "POST" [CLIENT]: version: expected "1.3", but was "1.2"

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # scope: version: expected "1.3"; orphan: its parent 11111111 was not captured
        """);
  }

  @Test
  void anotherScope() {
    assertFails(() -> post().instrumentationScope().hasName("io.acme"), """
        the instrumentation scope of span "POST" [CLIENT]: name: expected "io.acme", but was "io.acme.http"

        trace 4bf92f35: 1 span, 5.0 ms
          POST  [CLIENT]  @order  5.0 ms  # scope: name: expected "io.acme"; orphan: its parent 11111111 was not captured
        """);
  }

  static List<Consumer<SpanAssert>> checks() {
    return List.of(
        span -> span.hasNameMatching("a"),
        span -> span.hasTraceId("a"),
        span -> span.hasSpanId("a"),
        span -> span.hasParentSpanId("a"),
        SpanAssert::isSampled,
        SpanAssert::isNotSampled,
        SpanAssert::hasRandomTraceId,
        span -> span.hasTraceState("a", "b"),
        span -> span.hasTraceState(TraceState.getDefault()),
        span -> span.doesNotHaveTraceState("a"),
        SpanAssert::hasNoTraceState,
        SpanAssert::hasEnded,
        SpanAssert::hasNotEnded,
        span -> span.resource().hasSchemaUrl("a"),
        span -> span.instrumentationScope().hasName("a"));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noSpanHasNoState(Consumer<SpanAssert> check) {
    SpanAssert none = assertThat((SpanData) nothing());

    assertThatThrownBy(() -> check.accept(none))
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void argumentsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasNameMatching(""))
        .withMessage("regex must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasTraceState(" ", "a"))
        .withMessage("key must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> post().hasTraceState(nothing()))
        .withMessage("state");
    assertThatNullPointerException()
        .isThrownBy(() -> post().hasSpanId(nothing()))
        .withMessage("id");
    assertThatNullPointerException()
        .isThrownBy(() -> post().resource().hasSchemaUrl(nothing()))
        .withMessage("url");
    assertThatNullPointerException()
        .isThrownBy(() -> post().instrumentationScope().hasVersion(nothing()))
        .withMessage("version");
  }
}
