package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.ExpectedAttribute;
import io.traceassert.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributedAssertTest {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS_CODE =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<Double> RATIO = AttributeKey.doubleKey("ratio");

  private static final Attributes ATTRIBUTES = Attributes.builder()
      .put(STATUS_CODE, 402)
      .put(METHOD, "POST")
      .put("payment.token", "tok_123")
      .put("retries", "2")
      .put("tags", "a", "b")
      .put(RATIO, 0.5)
      .build();

  private static final Trace TRACE = Trace.of(List.of(
      span("charge card", 1).build(),
      span("POST", 2).parent(1).kind(SpanKind.CLIENT).attributes(ATTRIBUTES).build()));

  private static SpanAssert post() {
    return assertThat(TRACE).span("POST");
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert post = post();

    for (SpanAssert returned : List.of(
        post.hasAttribute("retries"),
        post.hasAttribute(METHOD),
        post.doesNotHaveAttribute("payment.id"),
        post.doesNotHaveAttribute(AttributeKey.stringKey("payment.id")),
        post.hasAttributeMatching("http.request.method", "P.*"),
        post.hasAttributeMatching(METHOD, "POST|PUT"),
        post.hasAttributeMatching("http.response.status_code", "4.."),
        post.hasAttributeBetween("http.response.status_code", 400, 499),
        post.hasAttributeBetween(STATUS_CODE, 402L, 402L),
        post.hasAttributeBetween("ratio", 0, 0.5),
        post.hasAttributeCloseTo("ratio", 0.6, 0.1),
        post.hasAttributeCloseTo(RATIO, 0.4, 0.1),
        post.hasAttributeCloseTo(RATIO, 0.5, 0.0),
        post.hasAttributeIn("http.request.method", "POST", "PUT"),
        post.hasAttributeIn("ratio", 1, 0.5),
        post.hasAttributeIn(STATUS_CODE, List.of(402L, 409L)),
        post.hasAttributeSatisfying(METHOD, method -> assertThat(method).startsWith("P")),
        post.containsAttributes(Attributes.of(METHOD, "POST", RATIO, 0.5)),
        post.hasAttributesExactly(ATTRIBUTES),
        post.hasAttributeCount(6))) {
      assertThat(returned).isSameAs(post);
    }
    SpanAssert bare = assertThat(TRACE).span("charge card");
    assertThat(bare.hasNoAttributes()).isSameAs(bare);
    assertThat(bare.hasAttributesExactly(Attributes.empty())).isSameAs(bare);
    assertThat(bare.hasAttributeCount(0)).isSameAs(bare);
  }

  @Test
  void hasAttributeOfAnyValueNamesTheNearestKeys() {
    assertFails(() -> post().hasAttribute("http.request.methods"), """
        span "POST" [CLIENT] has no attribute http.request.methods, expected any value
        nearest: http.request.method, http.response.status_code, payment.token

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # http.request.methods: expected any value
        """);
  }

  @Test
  void hasAttributeOfAKeyTellsAnotherType() {
    assertFails(() -> post().hasAttribute(AttributeKey.longKey("retries")), """
        span "POST" [CLIENT]: attribute retries is present as STRING "2", expected any LONG

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                         1.0 ms
          └─ POST      [CLIENT]  retries="2"  1.0 ms  # retries: expected any LONG
        """);
  }

  @Test
  void doesNotHaveAttributeTellsItsValue() {
    assertFails(() -> post().doesNotHaveAttribute("retries"), """
        span "POST" [CLIENT]: attribute retries: expected none, but was "2"

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                         1.0 ms
          └─ POST      [CLIENT]  retries="2"  1.0 ms  # retries: expected none
        """);
  }

  @Test
  void doesNotHaveAttributeMasksASecret() {
    assertFails(() -> post().doesNotHaveAttribute("payment.token"), """
        span "POST" [CLIENT]: attribute payment.token: expected none, but was ***

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                             1.0 ms
          └─ POST      [CLIENT]  payment.token=*  1.0 ms  # payment.token: expected none
        """);
  }

  @Test
  void hasAttributeMatchingTellsTheValue() {
    assertFails(() -> post().hasAttributeMatching(METHOD, "GET|HEAD"), """
        span "POST" [CLIENT]: attribute http.request.method: expected a match of GET|HEAD, but was "POST"

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                                      1.0 ms
          └─ POST      [CLIENT]  http.request.method=POST  1.0 ms  # http.request.method: expected a match of GET|HEAD
        """);
  }

  @Test
  void hasAttributeBetweenTellsTheNumber() {
    assertFails(() -> post().hasAttributeBetween("http.response.status_code", 200, 299), """
        span "POST" [CLIENT]: attribute http.response.status_code: expected a number in 200..299, but was 402

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                                           1.0 ms
          └─ POST      [CLIENT]  http.response.status_code=402  1.0 ms  # http.response.status_code: expected a number in 200..299
        """);
  }

  @Test
  void hasAttributeBetweenTellsThatItIsNotANumber() {
    assertFails(() -> post().hasAttributeBetween("retries", 0, 3), """
        span "POST" [CLIENT]: attribute retries is present as STRING "2", expected a number in 0..3

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                         1.0 ms
          └─ POST      [CLIENT]  retries="2"  1.0 ms  # retries: expected a number in 0..3
        """);
  }

  @Test
  void hasAttributeCloseToTellsTheNumber() {
    assertFails(() -> post().hasAttributeCloseTo(RATIO, 0.7, 0.1), """
        span "POST" [CLIENT]: attribute ratio: expected a number in 0.6..0.8, but was 0.5

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                       1.0 ms
          └─ POST      [CLIENT]  ratio=0.5  1.0 ms  # ratio: expected a number in 0.6..0.8
        """);
  }

  @Test
  void hasAttributeInTellsAllValues() {
    assertFails(() -> post().hasAttributeIn("http.request.method", "GET", "HEAD"), """
        span "POST" [CLIENT]: attribute http.request.method: expected one of "GET", "HEAD", but was "POST"

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                                      1.0 ms
          └─ POST      [CLIENT]  http.request.method=POST  1.0 ms  # http.request.method: expected one of "GET", "HEAD"
        """);
  }

  @Test
  void hasAttributeInTellsThatNoneIsOfItsType() {
    assertFails(() -> post().hasAttributeIn("retries", 1, 2), """
        span "POST" [CLIENT]: attribute retries is present as STRING "2", expected one of 1, 2

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                         1.0 ms
          └─ POST      [CLIENT]  retries="2"  1.0 ms  # retries: expected one of 1, 2
        """);
  }

  @Test
  void hasAttributeSatisfyingTellsWhatTheRequirementsSay() {
    assertFails(
        () ->
            post().hasAttributeSatisfying(STATUS_CODE, code -> assertThat(code).isLessThan(400)),
        """
        span "POST" [CLIENT]: attribute http.response.status_code is LONG 402, which does not meet the requirements
        Expecting actual:
          402L
        to be less than:
          400L

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card                                           1.0 ms
          └─ POST      [CLIENT]  http.response.status_code=402  1.0 ms  # http.response.status_code: unmet
        """);
  }

  @Test
  void hasAttributeSatisfyingKeepsASecret() {
    AttributeKey<String> token = AttributeKey.stringKey("payment.token");

    assertFails(
        () -> post().hasAttributeSatisfying(token, text -> assertThat(text).isEmpty()), """
            span "POST" [CLIENT]: attribute payment.token is STRING ***, which does not meet the requirements
            what they say is left out, because the value is masked

            trace 4bf92f35: 2 spans, 1.0 ms
              charge card                             1.0 ms
              └─ POST      [CLIENT]  payment.token=*  1.0 ms  # payment.token: unmet
            """);
  }

  @Test
  void hasAttributeSatisfyingNeedsTheAttribute() {
    assertFails(
        () -> post().hasAttributeSatisfying(AttributeKey.stringKey("order.id"), id -> {}), """
        span "POST" [CLIENT] has no attribute order.id, expected any STRING
        nearest: ratio, retries, tags
        if it was set after the span had ended, it was lost: the SDK logs that at level FINE

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # order.id: expected any STRING
        """);
  }

  @Test
  void containsAttributesTellsAllThatDiffer() {
    assertFails(
        () -> post()
            .containsAttributes(Attributes.builder()
                .putAll(ATTRIBUTES)
                .put(METHOD, "GET")
                .put("order.id", 42)
                .build()),
        """
        span "POST" [CLIENT] has other attributes than expected: 1 missing, 1 different
        http.request.method: expected "GET", but was "POST"
        order.id: expected 42, but it is absent

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # attributes differ
        """);
  }

  @Test
  void hasAttributesExactlyTellsAllThatDiffer() {
    assertFails(
        () -> post()
            .hasAttributesExactly(Attributes.builder()
                .put(METHOD, "POST")
                .put("retries", 2)
                .put("order.id", 42)
                .put(RATIO, 0.5)
                .build()),
        """
        span "POST" [CLIENT] has other attributes than expected: 1 missing, 3 unexpected, 1 different
        order.id: expected 42, but it is absent
        retries: expected 2, but is present as STRING "2"
        http.response.status_code: unexpected, LONG 402
        payment.token: unexpected, STRING ***
        tags: unexpected, STRING_ARRAY ["a", "b"]

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # attributes differ
        """);
  }

  @Test
  void hasAttributesExactlyComparesForAnIde() {
    TraceAssertionError error =
        failure(() -> post().hasAttributesExactly(Attributes.of(METHOD, "GET", RATIO, 0.5)));

    assertThat(error.getExpected().getValue())
        .isEqualTo("http.request.method: STRING \"GET\"\nratio: DOUBLE 0.5\n");
    assertThat(String.valueOf(error.getActual().getValue()))
        .startsWith("http.request.method: STRING \"POST\"\nhttp.response.status_code: LONG 402\n");
  }

  @Test
  void hasNoAttributesNamesThem() {
    assertFails(() -> post().hasNoAttributes(), """
        span "POST" [CLIENT] has other attributes than expected: 6 unexpected
        http.request.method: unexpected, STRING "POST"
        http.response.status_code: unexpected, LONG 402
        payment.token: unexpected, STRING ***
        ratio: unexpected, DOUBLE 0.5
        retries: unexpected, STRING "2"
        tags: unexpected, STRING_ARRAY ["a", "b"]

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # attributes differ
        """);
  }

  @Test
  void hasAttributeCountNamesTheKeys() {
    assertFails(() -> post().hasAttributeCount(5), """
        span "POST" [CLIENT]: expected 5 attributes, but there are 6
        there: http.request.method, http.response.status_code, payment.token, ratio, retries, tags

        trace 4bf92f35: 2 spans, 1.0 ms
          charge card            1.0 ms
          └─ POST      [CLIENT]  1.0 ms  # expected 5 attributes
        """);
  }

  private static final SpanData LIMITED =
      span("POST", 1).attributesBeyondTheLimit(2).build();

  private static SpanAssert limited() {
    return assertThat(LIMITED);
  }

  @Test
  void doesNotHaveAttributeCannotBeDecidedWhenSomeWereDropped() {
    assertFails(() -> limited().doesNotHaveAttribute("order.id"), """
        span "POST": attribute order.id: expected none, but cannot decide: the span limits of the SDK dropped 2 attributes

        trace 4bf92f35: 1 span, 1.0 ms
          POST  1.0 ms  # order.id: cannot decide

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void hasAttributesExactlyCannotBeDecidedWhenSomeWereDropped() {
    assertFails(() -> limited().hasAttributesExactly(LIMITED.getAttributes()), """
        span "POST": expected no other attributes, but cannot decide
        the span limits of the SDK dropped 2 attributes of it

        trace 4bf92f35: 1 span, 1.0 ms
          POST  1.0 ms  # cannot decide

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void hasAttributeCountCannotBeDecidedWhenSomeWereDropped() {
    assertFails(() -> limited().hasAttributeCount(128), """
        span "POST": expected 128 attributes, but the span limits of the SDK dropped 2 of 130
        there: key.0, key.1, key.10, key.100, key.101, key.102, key.103, key.104, key.105, key.106 and 118 more

        trace 4bf92f35: 1 span, 1.0 ms
          POST  1.0 ms  # expected 128 attributes

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void aPatternWithoutAnAttributeDoesNotMatchWhenSomeWereDropped() {
    assertFails(() -> limited().trace().span("POST  !order.id"), """
        no span `POST  !order.id` in trace 4bf92f35
        nearest: "POST": order.id: cannot decide: the span limits of the SDK dropped attributes

        trace 4bf92f35: 1 span, 1.0 ms
          POST  1.0 ms  # order.id: cannot decide: the span limits of the SDK dropped attributes

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void anAttributeThatIsGoneMayHaveBeenDropped() {
    SpanAssert rewritten = assertThat(span("POST", 1)
        .attributes(Attributes.of(METHOD, "POST"))
        .totalAttributes(3)
        .build());

    assertFails(() -> rewritten.hasAttribute("order.id"), """
        span "POST" has no attribute order.id, expected any value
        nearest: http.request.method
        2 attributes were set and are not there: overwritten, or dropped by the span limits of the SDK
        if it was set after the span had ended, it was lost: the SDK logs that at level FINE

        trace 4bf92f35: 1 span, 1.0 ms
          POST  1.0 ms  # order.id: expected any value
        """);
  }

  @Test
  void anAttributeThatWasSetTwiceWasNotDropped() {
    SpanAssert rewritten = assertThat(span("POST", 1)
        .attributes(Attributes.of(METHOD, "POST"))
        .totalAttributes(2)
        .build());

    rewritten
        .doesNotHaveAttribute("order.id")
        .hasAttributesExactly(Attributes.of(METHOD, "POST"))
        .hasAttributeCount(1)
        .hasNoErrors()
        .trace()
        .hasShape("POST  !order.id");
  }

  static List<Consumer<SpanAssert>> checks() {
    return List.of(
        span -> span.hasAttribute("a"),
        span -> span.hasAttribute(METHOD),
        span -> span.hasAttribute("a", 1),
        span -> span.hasAttribute(METHOD, "POST"),
        span -> span.doesNotHaveAttribute("a"),
        span -> span.hasAttributeMatching("a", "b"),
        span -> span.hasAttributeBetween("a", 1, 2),
        span -> span.hasAttributeCloseTo("a", 1, 2),
        span -> span.hasAttributeIn("a", 1, 2),
        span -> span.hasAttributeSatisfying(METHOD, method -> {}),
        span -> span.containsAttributes(ATTRIBUTES),
        span -> span.hasAttributesExactly(ATTRIBUTES),
        span -> span.hasNoAttributes(),
        span -> span.hasAttributeCount(1));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noSpanHasNoAttributes(Consumer<SpanAssert> check) {
    SpanAssert none = assertThat((SpanData) nothing());

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> check.accept(none))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void argumentsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttribute(" "))
        .withMessage("key must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> post().hasAttribute(METHOD, nothing()))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> post().doesNotHaveAttribute((AttributeKey<?>) nothing()))
        .withMessage("key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeBetween("ratio", 2, 1))
        .withMessage("min must not be greater than max, but 2 is greater than 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeBetween("ratio", Double.NaN, 1))
        .withMessage("min must be a finite number, but is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeCloseTo("ratio", 1, -0.1))
        .withMessage("tolerance must not be negative, but is -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeIn("ratio"))
        .withMessage("values must not be empty");
    assertThatNullPointerException()
        .isThrownBy(() -> post().hasAttributeIn("ratio", 1, nothing()))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> post().hasAttributeIn("ratio", Arrays.asList(1, null)))
        .withMessage("value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().containsAttributes(Attributes.empty()))
        .withMessage("expected must not be empty; say hasNoAttributes() for no attributes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeMatching("ratio", "("))
        .withMessageStartingWith("the regular expression \"(\" is not valid: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttributeCount(-1))
        .withMessageStartingWith("count must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post().hasAttribute("tags", List.of("a", 1)))
        .withMessage(
            "value of attribute \"tags\" must be a String, a boolean, a number, or a list of one of these, but is a list of several types");
  }

  /** Since 1.59 there are keys for such values; before, the compiler has to be told less. */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void complexValues() {
    AttributeKey key = AttributeKey.stringKey("body");
    Value<?> bytes = Value.of(new byte[] {1, 2});
    Attributes attributes = Attributes.builder().put(key, (Object) bytes).build();
    SpanAssert span =
        assertThat(TestSpan.span("upload", 1).attributes(attributes).build());

    span.hasAttribute("body", bytes).hasAttributesExactly(attributes);
    assertThat(ExpectedAttribute.of("name", Value.of("a")))
        .isEqualTo(ExpectedAttribute.of("name", "a"));
    assertFails(() -> span.hasAttribute("body", "a"), """
        span "upload": attribute body is present as VALUE base64:AQI=, expected STRING "a"

        trace 4bf92f35: 1 span, 1.0 ms
          upload  body=base64:AQI=  1.0 ms  # body: expected "a"
        """);
  }

  /** The API keeps a list of one simple type as such, since it has complex values. */
  @Test
  void aListOfSimpleValuesIsAList() {
    SpanData span = TestSpan.span("upload", 1)
        .attributes(Attributes.of(AttributeKey.stringArrayKey("tags"), List.of("a", "b")))
        .build();
    assertThat(span).hasAttribute("tags", Value.of(Value.of("a"), Value.of("b")));
    assertThat(ExpectedAttribute.of("sizes", Value.of(Value.of(1), Value.of(2))))
        .isEqualTo(ExpectedAttribute.of("sizes", List.of(1, 2)));
    assertThat(
            ExpectedAttribute.of("mixed", Value.of(Value.of("a"), Value.of(1))).describeTyped())
        .isEqualTo("VALUE [\"a\", 1]");
    assertThat(ExpectedAttribute.of("none", Value.of(new Value<?>[0])).describeTyped())
        .isEqualTo("VALUE []");
  }

  @Test
  void aMapIsWrittenAsOne() {
    Value<?> map = Value.of(
        KeyValue.of("ids", Value.of(Value.of(1), Value.of(2))), KeyValue.of("a b", Value.of("c")));
    assertThat(ExpectedAttribute.of("order", map).toString())
        .isEqualTo("order=\"{ids=[1, 2], \\\"a b\\\"=\\\"c\\\"}\"");
    assertThat(ExpectedAttribute.of("order", map).describe())
        .isEqualTo("{ids=[1, 2], \"a b\"=\"c\"}");
  }
}
