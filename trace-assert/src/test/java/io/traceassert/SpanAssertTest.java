package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SpanAssertTest {

  private static final AttributeKey<Long> STATUS_CODE =
      AttributeKey.longKey("http.response.status_code");

  private static final Trace TRACE = Trace.of(List.of(
      span("checkout", 1).kind(SpanKind.SERVER).service("order").during(0, 9).build(),
      span("charge card", 2).parent(1).service("order").during(1, 8).build(),
      span("POST", 3)
          .parent(2)
          .kind(SpanKind.CLIENT)
          .service("order")
          .during(2, 7)
          .status(StatusData.create(StatusCode.ERROR, "card declined"))
          .attributes(Attributes.builder()
              .put(STATUS_CODE, 402)
              .put("http.request.method", "POST")
              .put("payment.token", "tok_123")
              .put("retries", "2")
              .put("tags", "a", "b")
              .put("ratio", 0.5)
              .put("cached", false)
              .build())
          .build(),
      span("pay", 4)
          .remoteParent(3)
          .kind(SpanKind.SERVER)
          .service("payment")
          .during(3, 6)
          .build()));

  private static SpanAssert post() {
    return assertThat(TRACE).span("POST");
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert post = post();
    assertThat(post.hasName("POST")).isSameAs(post);
    assertThat(post.hasKind(SpanKind.CLIENT)).isSameAs(post);
    assertThat(post.hasStatus(StatusCode.ERROR)).isSameAs(post);
    assertThat(post.hasService("order")).isSameAs(post);
    assertThat(post.hasAttribute(STATUS_CODE, 402L)).isSameAs(post);
    assertThat(post.hasAttribute("http.request.method", "POST")).isSameAs(post);
    assertThat(post.hasParent("charge card")).isSameAs(post);
    assertThat(post.hasChildren("pay")).isSameAs(post);
    assertThat(post.isDescendantOf("checkout")).isSameAs(post);
    SpanAssert checkout = assertThat(TRACE).span("checkout");
    assertThat(checkout.isRoot()).isSameAs(checkout);
  }

  @Test
  void hasNameFails() {
    assertFails(() -> post().hasName("GET"), tree("""
        span "POST" [CLIENT]: name: expected "GET", but was "POST"

        TREE# name: expected "GET"
        """, "POST"));
  }

  @Test
  void hasKindFails() {
    TraceAssertionError error =
        assertFails(() -> assertThat(root("a", 1)).hasKind(SpanKind.SERVER), """
        span "a": kind: expected SERVER, but was INTERNAL

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # kind: expected SERVER
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(SpanKind.SERVER);
  }

  @Test
  void hasStatusFails() {
    assertFails(() -> assertThat(root("a", 1)).hasStatus(StatusCode.OK), """
        span "a": status: expected OK, but was UNSET

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # status: expected OK
        """);
  }

  @Test
  void hasServiceFails() {
    assertFails(() -> assertThat(span("a", 1).service("order").build()).hasService("payment"), """
        span "a": service: expected "payment", but was "order"

        trace 4bf92f35: 1 span, 1.0 ms
          a  @order  1.0 ms  # service: expected "payment"
        """);
  }

  @Test
  void hasAttributeTakesPlainValues() {
    post()
        .hasAttribute("http.response.status_code", 402)
        .hasAttribute("http.response.status_code", 402L)
        .hasAttribute("retries", "2")
        .hasAttribute("tags", List.of("a", "b"))
        .hasAttribute("ratio", 0.5)
        .hasAttribute("cached", false)
        .hasAttribute(AttributeKey.stringArrayKey("tags"), List.of("a", "b"));
  }

  @Test
  void hasAttributeFailsWhenAbsent() {
    assertFails(() -> post().hasAttribute("http.response.status", 200), tree("""
        span "POST" [CLIENT] has no attribute http.response.status, expected 200
        nearest: http.response.status_code, http.request.method, payment.token

        TREE# http.response.status: expected 200
        """, "POST"));
  }

  @Test
  void hasAttributeFailsOnAnotherType() {
    TraceAssertionError error =
        assertFails(() -> assertThat(single("retries", "2")).hasAttribute("retries", 2), """
        span "a": attribute retries is present as STRING "2", expected LONG 2

        trace 4bf92f35: 1 span, 1.0 ms
          a  retries="2"  1.0 ms  # retries: expected 2
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("LONG 2");
    assertThat(error.getActual().getValue()).isEqualTo("STRING \"2\"");
  }

  @Test
  void hasAttributeFailsOnAnotherValue() {
    TraceAssertionError error = assertFails(
        () -> assertThat(single("payment.provider", "adyen"))
            .hasAttribute("payment.provider", "stripe"),
        """
        span "a": attribute payment.provider: expected "stripe", but was "adyen"

        trace 4bf92f35: 1 span, 1.0 ms
          a  payment.provider=adyen  1.0 ms  # payment.provider: expected "stripe"
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("\"stripe\"");
    assertThat(error.getActual().getValue()).isEqualTo("\"adyen\"");
  }

  @Test
  void hasAttributeFailsOnASpanWithoutAny() {
    assertFails(() -> assertThat(root("a", 1)).hasAttribute("order.id", "42"), """
        span "a" has no attribute order.id, expected "42"
        it has no attributes
        if it was set after the span had ended, it was lost: the SDK logs that at level FINE

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # order.id: expected "42"
        """);
  }

  @Test
  void hasAttributeSaysThatAttributesWereDropped() {
    SpanData limited = span("a", 1).attributesBeyondTheLimit(2).build();
    assertFails(() -> assertThat(limited).hasAttribute("order.id", "42"), """
        span "a" has no attribute order.id, expected "42"
        nearest: key.0, key.1, key.10
        the span limits of the SDK dropped 2 attributes of it: this may be one of them
        if it was set after the span had ended, it was lost: the SDK logs that at level FINE

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # order.id: expected "42"

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void hasAttributeSaysThatAValueMayBeCut() {
    assertFails(
        () -> assertThat(single("db.statement", "SELECT")).hasAttribute("db.statement", "SELECT 1"),
        """
        span "a": attribute db.statement: expected "SELECT 1", but was "SELECT"
        it is the beginning of the expected value: did the span limits of the SDK cut it at 6 characters?

        trace 4bf92f35: 1 span, 1.0 ms
          a  db.statement=SELECT  1.0 ms  # db.statement: expected "SELECT 1"

        Raise the limit with SpanLimitsBuilder.setMaxAttributeValueLength (OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT), or record less.
        """);
  }

  @Test
  void secretsAreMaskedButCompared() {
    assertThat(single("payment.token", "tok_1")).hasAttribute("payment.token", "tok_1");
    TraceAssertionError error = assertFails(
        () -> assertThat(single("payment.token", "tok_1")).hasAttribute("payment.token", "tok_2"),
        """
        span "a": attribute payment.token: expected ***, but was ***

        trace 4bf92f35: 1 span, 1.0 ms
          a  payment.token=*  1.0 ms  # payment.token: expected ***
        """);
    assertThat(error.getActual().getValue()).isEqualTo("***");
  }

  @Test
  void isRootFails() {
    assertFails(() -> assertThat(TRACE).span("charge card").isRoot(), tree("""
        span "charge card": expected to be a root, but its parent is "checkout" [SERVER]

        TREE# expected to be a root
        """, "charge card"));
    assertFails(
        () -> assertThat(span("a", 2).parent(0x1234567890abcdefL).build()).isRoot(), """
        span "a": expected to be a root, but its parent 12345678 was not captured

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected to be a root; orphan: its parent 12345678 was not captured
        """);
  }

  @Test
  void hasParentFails() {
    assertFails(() -> post().hasParent("checkout"), tree("""
        span "POST" [CLIENT]: expected the parent "checkout", but its parent is "charge card"

        TREE# parent: expected "checkout"
        """, "POST"));
    assertFails(() -> assertThat(root("a", 1)).hasParent("b"), """
        span "a": expected the parent "b", but it is a root

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # parent: expected "b"
        """);
    assertFails(
        () -> assertThat(span("a", 1).remoteParent(0x1234567890abcdefL).build()).hasParent("b"),
        """
        span "a": expected the parent "b", but its parent 12345678 is remote and was not captured

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # parent: expected "b"; entry span: its parent 12345678 is remote and was not captured
        """);
  }

  @Test
  void hasChildrenFails() {
    assertFails(
        () -> assertThat(TRACE).span("charge card").hasChildren("POST", "GET"),
        tree("""
        span "charge card": expected the children "GET", "POST", but there is "POST" [CLIENT]

        TREE# children: expected "GET", "POST"
        """, "charge card"));
    assertFails(() -> assertThat(root("a", 1)).hasChildren("b"), """
        span "a": expected the children "b", but there are none

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # children: expected "b"
        """);
  }

  @Test
  void relativesAreDescribedByPatterns() {
    Trace trace = Trace.of(List.of(
        root("checkout", 1),
        span("GET", 2).parent(1).kind(SpanKind.CLIENT).build(),
        span("GET", 3).parent(1).service("stock").build()));
    SpanAssert checkout = assertThat(trace).span("checkout");
    assertThat(checkout.hasChildren("GET", "GET  [CLIENT]")).isSameAs(checkout);
    assertThat(checkout.hasChildren("GET  [CLIENT]", "...")).isSameAs(checkout);
    assertFails(() -> checkout.hasChildren("GET  [CLIENT]", "GET  [SERVER]"), """
        span "checkout": expected the children `GET  [CLIENT]`, `GET  [SERVER]`, but there are "GET", "GET" [CLIENT]

        trace 4bf92f35: 3 spans, 1.0 ms
          checkout                    1.0 ms  # children: expected `GET  [CLIENT]`, `GET  [SERVER]`
          ├─ GET    [CLIENT]          1.0 ms
          └─ GET              @stock  1.0 ms
        """);
    assertFails(
        () -> assertThat(trace).span("...  @stock").hasParent("checkout  [SERVER]  @shop"), """
        span "GET": expected the parent `checkout  [SERVER]  @shop`, but its parent is "checkout"
        kind: expected [SERVER], but was [INTERNAL]
        service: expected @shop, but was none

        trace 4bf92f35: 3 spans, 1.0 ms
          checkout                    1.0 ms
          ├─ GET    [CLIENT]          1.0 ms
          └─ GET              @stock  1.0 ms  # parent: expected `checkout  [SERVER]  @shop`
        """);
  }

  @Test
  void isDescendantOfFails() {
    assertFails(() -> post().isDescendantOf("pay"), tree("""
        span "POST" [CLIENT]: expected to be below "pay", but it is below "charge card", "checkout"

        TREE# expected below "pay"
        """, "POST"));
    assertFails(() -> assertThat(root("a", 1)).isDescendantOf("b"), """
        span "a": expected to be below "b", but it is a root

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected below "b"
        """);
  }

  /**
   * Puts the tree of {@link #TRACE} into a message, with the comment that follows it behind one
   * span.
   */
  private static String tree(String message, String commented) {
    String comment = message.substring(message.indexOf("TREE") + 4).strip();
    StringBuilder tree = new StringBuilder("trace 4bf92f35: 4 spans, 9.0 ms\n");
    for (String line : """
          checkout        [SERVER]  @order                           9.0 ms
          └─ charge card                                             7.0 ms
             └─ POST      [CLIENT]            ERROR "card declined"  5.0 ms
                └─ pay    [SERVER]  @payment                         3.0 ms
        """.lines().toList()) {
      tree.append(line)
          .append(line.contains("─ " + commented + " ") ? "  " + comment : "")
          .append('\n');
    }
    return message.substring(0, message.indexOf("TREE")) + tree;
  }

  private static SpanData single(String key, String value) {
    return span("a", 1).attributes(Attributes.builder().put(key, value).build()).build();
  }

  @Test
  void asSpanDataGoesOnWithTheAssertionsOfTheSdk() {
    post().asSpanData().hasTotalRecordedLinks(0).hasEnded();
  }

  @Test
  void describesWhatFollowsANavigation() {
    assertThatThrownBy(() -> assertThat(TRACE).as("order 42").span("POST").hasKind(SpanKind.SERVER))
        .hasMessageStartingWith("[order 42] span \"POST\" [CLIENT]: kind: expected SERVER");
  }

  @Test
  void nullFailsInAssertJsWords() {
    SpanData none = null;
    List<Consumer<SpanAssert>> checks = List.of(
        span -> span.hasName("a"),
        span -> span.hasKind(SpanKind.CLIENT),
        span -> span.hasStatus(StatusCode.OK),
        span -> span.hasService("a"),
        span -> span.hasAttribute("a", 1),
        span -> span.hasAttribute(STATUS_CODE, 1L),
        SpanAssert::isRoot,
        span -> span.hasParent("a"),
        span -> span.hasChildren("a"),
        span -> span.isDescendantOf("a"),
        span -> span.asSpanData().isNotNull());
    assertThat(checks)
        .allSatisfy(check -> assertThatThrownBy(() -> check.accept(assertThat(none)))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("Expecting actual not to be null"));
  }

  @Test
  void refusesBadArguments() {
    SpanAssert post = post();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasName(""))
        .withMessage("name must not be blank");
    assertThatNullPointerException().isThrownBy(() -> post.hasKind(nothing())).withMessage("kind");
    assertThatNullPointerException()
        .isThrownBy(() -> post.hasStatus(nothing()))
        .withMessage("code");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasService(" "))
        .withMessage("name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasAttribute(" ", 1))
        .withMessage("key must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> post.hasAttribute("a", Fails.<Object>nothing()))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> post.hasAttribute(STATUS_CODE, Fails.<Long>nothing()))
        .withMessage("value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasAttribute("a", new Object()))
        .withMessage(
            "value of attribute \"a\" must be a String, a boolean, a number, or a list of one of"
                + " these, but is a java.lang.Object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasAttribute("a", List.of("x", 1)))
        .withMessageContaining("list of one of these");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasChildren(new String[0]))
        .withMessage("patterns must not be empty: an assertion about nothing always holds");
  }
}
