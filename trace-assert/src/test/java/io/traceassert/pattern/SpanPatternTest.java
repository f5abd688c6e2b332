package io.traceassert.pattern;

import static io.traceassert.TestSpan.span;
import static io.traceassert.pattern.SpanPattern.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanPatternTest {

  private static final SpanData POST = TestSpanData.builder()
      .setName("POST /orders/42")
      .setKind(SpanKind.CLIENT)
      .setStartEpochNanos(0)
      .setEndEpochNanos(1)
      .setHasEnded(true)
      .setStatus(StatusData.create(StatusCode.ERROR, "card declined"))
      .setResource(Resource.create(Attributes.builder()
          .put("service.name", "order-service")
          .put("deployment", "test")
          .build()))
      .setInstrumentationScopeInfo(InstrumentationScopeInfo.builder("io.acme.http")
          .setAttributes(Attributes.of(AttributeKey.stringKey("team"), "shop"))
          .build())
      .setEvents(List.of(
          EventData.create(0, "retry", Attributes.empty()),
          EventData.create(
              0,
              "exception",
              Attributes.of(AttributeKey.stringKey("exception.type"), "java.io.IOException"))))
      .setAttributes(Attributes.builder()
          .put("http.response.status_code", 402)
          .put("retries", "2")
          .put("cached", false)
          .put("ratio", 0.5)
          .put("whole", 200.0)
          .put("tags", "a", "b c")
          .put("payment.token", "tok_1")
          .put("resource.odd", "yes")
          .build())
      .build();

  private static final Trace TRACE = Trace.of(List.of(POST));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /orders/42",
        "\"POST /orders/42\"",
        "POST /orders/...",
        "...",
        "POST...42",
        "...orders...",
        "~POST /orders/\\d+",
        "...  [CLIENT]",
        "...  @order-service",
        "...  @\"order-service\"",
        "...  scope:io.acme.http",
        "...  ERROR",
        "...  ERROR \"card declined\"",
        "...  throws java.io.IOException",
        "...  throws IOException",
        "...  event:retry",
        "...  http.response.status_code=402",
        "...  retries=\"2\"",
        "...  cached=false",
        "...  ratio=0.5",
        "...  whole=200",
        "...  whole=200.0",
        "...  tags=[a, \"b c\"]",
        "...  tags=[\"a\", b c]",
        "...  http.response.status_code~=4..",
        "...  retries=*",
        "...  !missing",
        "...  resource.deployment=test",
        "...  scope.team=shop",
        "...  \"resource.odd\"=yes",
        "...  < 1 us",
        "...  <2ns",
        "...  < 0.002us",
        "...  12.3 ms  # whatever  [SERVER]",
        "   POST /orders/42     [CLIENT]   @order-service   ERROR  "
      })
  void holds(String line) {
    SpanPattern pattern = SpanPattern.of(line);
    assertThat(pattern.matches(POST, TRACE)).isTrue();
    assertThat(pattern.misses(POST, TRACE)).isEmpty();
    assertThat(SpanPattern.of(pattern.toString())).isEqualTo(pattern).hasSameHashCodeAs(pattern);
  }

  private static void misses(String line, String... misses) {
    assertThat(SpanPattern.of(line).matches(POST, TRACE)).isFalse();
    assertThat(SpanPattern.of(line).misses(POST, TRACE)).containsExactly(misses);
  }

  @Test
  void masksTheDescriptionOfAStatus() {
    SpanData span = span("a", 1)
        .status(StatusData.create(StatusCode.ERROR, "refused: Bearer 0123456789abcdef"))
        .build();
    assertThat(named("a").error("x").misses(span, Trace.of(List.of(span))))
        .containsExactly("status: expected ERROR \"x\", but was ERROR ***");
  }

  @Test
  void anEmptyExpressionMatchesAnEmptyValueOnly() {
    SpanPattern pattern = named("a").attributeMatching("key", "");
    assertThat(pattern).hasToString("a  key~=\"\"").isEqualTo(SpanPattern.of("a  key~=\"\""));
    SpanData span = span("a", 1)
        .attributes(Attributes.of(AttributeKey.stringKey("key"), ""))
        .build();
    assertThat(pattern.matches(span, Trace.of(List.of(span)))).isTrue();
  }

  @Test
  void saysWhatItMisses() {
    misses("GET", "name: expected \"GET\", but was \"POST /orders/42\"");
    misses("POST...POST", "name: expected POST...POST, but was \"POST /orders/42\"");
    misses("~POST", "name: expected ~POST, but was \"POST /orders/42\"");
    misses("...  [SERVER]", "kind: expected [SERVER], but was [CLIENT]");
    misses("...  @payment", "service: expected @payment, but was @order-service");
    misses("...  scope:other", "scope: expected other, but was io.acme.http");
    misses("...  OK", "status: expected OK, but was ERROR \"card declined\"");
    misses("...  ERROR \"x\"", "status: expected ERROR \"x\", but was ERROR \"card declined\"");
    misses(
        "...  throws Exception",
        "exception: expected Exception, but recorded was java.io.IOException");
    misses("...  event:cancel", "event: expected cancel, but there is retry, exception");
    misses(
        "...  http.response.status_code=200",
        "http.response.status_code: expected 200, but was 402");
    misses("...  retries=2", "retries: expected 2, but is present as STRING \"2\"");
    misses("...  tags=[a]", "tags: expected [\"a\"], but was [\"a\", \"b c\"]");
    misses("...  tags=[1]", "tags: expected [1], but is present as STRING_ARRAY [\"a\", \"b c\"]");
    misses("...  missing=1", "missing: expected 1, but it is absent");
    misses("...  missing=*", "missing: expected any value, but it is absent");
    misses("...  !retries", "retries: expected none, but was \"2\"");
    misses("...  ratio~=1.*", "ratio: expected a match of 1.*, but was 0.5");
    misses(
        "...  payment.token=other",
        "payment.token: expected ***, but was another value, which is masked");
    misses(
        "...  resource.deployment=prod",
        "resource.deployment: expected \"prod\", but was \"test\"");
    misses("...  < 1 ns", "duration: expected < 1 ns, but was 1 ns");
    misses(
        "GET  [SERVER]  OK",
        "name: expected \"GET\", but was \"POST /orders/42\"",
        "kind: expected [SERVER], but was [CLIENT]",
        "status: expected OK, but was ERROR \"card declined\"");
  }

  @Test
  void aBoundIsKeptByAShorterSpanThatHasEnded() {
    assertMisses(named("a").shorterThan(Duration.ofMillis(50)), lasting(49.9999));
    assertMisses(
        named("a").shorterThan(Duration.ofMillis(50)),
        lasting(61.2),
        "duration: expected < 50 ms, but was 61.2 ms");
    assertMisses(
        named("a").shorterThan(Duration.ofMillis(50)),
        lasting(50.0001),
        "duration: expected < 50 ms, but was 50.0001 ms");
    assertMisses(
        named("a").shorterThan(Duration.ofMillis(50)),
        span("a", 1).open().build(),
        "duration: expected < 50 ms, but it has not ended");
  }

  private static SpanData lasting(double millis) {
    return span("a", 1).during(0, millis).build();
  }

  private static void assertMisses(SpanPattern pattern, SpanData span, String... misses) {
    assertMisses(pattern, span, Trace.of(List.of(span)), misses);
  }

  private static void assertMisses(
      SpanPattern pattern, SpanData span, Trace trace, String... misses) {
    assertThat(pattern.misses(span, trace)).containsExactly(misses);
    assertThat(pattern.matches(span, trace)).isEqualTo(misses.length == 0);
  }

  @Test
  void aLinkLeadsToACapturedSpanOfThisTraceOrAnother() {
    SpanData near = span("reserve item", 1).build();
    SpanData far = span("publish order", 2).trace("b").build();
    SpanData missing = span("publish order", 0xabc).trace("b").build();
    SpanPattern pattern = named("consume").linkTo("publish order");
    assertLinks(pattern, List.of(near, far), consuming(near, far, missing));
    assertLinks(named("consume").linkTo("reserve item"), List.of(near), consuming(near));
    assertLinks(
        pattern,
        List.of(near, far),
        consuming(),
        "link: expected one to \"publish order\", but there is none");
    assertLinks(
        pattern,
        List.of(near, far),
        consuming(near),
        "link: expected one to \"publish order\", but there is one to \"reserve item\"");
    assertLinks(
        pattern,
        List.of(near, far),
        consuming(near, near),
        "link: expected one to \"publish order\", but there are 2 to \"reserve item\"");
    assertLinks(
        pattern,
        List.of(near),
        consuming(missing),
        "link: expected one to \"publish order\", but the linked span 00000000 was not captured");
    assertLinks(
        pattern,
        List.of(near),
        consuming(near, far, span("x", -1).build()),
        "link: expected one to \"publish order\", but there is one to \"reserve item\", and the linked spans 00000000,"
            + " ffffffff were not captured");
  }

  private static SpanData consuming(SpanData... links) {
    return span("consume", 9).links(links).build();
  }

  private static void assertLinks(
      SpanPattern pattern, List<SpanData> others, SpanData span, String... misses) {
    List<SpanData> spans = new ArrayList<>(others);
    spans.add(span);
    Trace trace = Trace.groupByTraceId(spans).stream()
        .filter(each -> each.contains(span))
        .findFirst()
        .orElseThrow();
    assertMisses(pattern, span, trace, misses);
  }

  @Test
  void isBuiltAsItIsWritten() {
    assertThat(named("POST")
            .kind(SpanKind.CLIENT)
            .service("order service")
            .scope("io.acme")
            .error("no \"card\"")
            .throwing("IOException")
            .event("retry")
            .linkTo("publish order")
            .attribute("code", 200)
            .attribute("text", "200")
            .attribute("list", List.of("a", "b"))
            .attributeMatching("url", "/a|/b")
            .attributeBetween("size", 1, 2.50)
            .attributeIn("method", "GET", "two words", 3)
            .resourceAttribute("stage", "test")
            .scopeAttribute("level", 3)
            .withAttribute("any")
            .withoutAttribute("none")
            .attribute("resource.odd", 1.5f)
            .shorterThan(Duration.ofNanos(1_500_000)))
        .hasToString(
            "POST  [CLIENT]  @\"order service\"  scope:io.acme  ERROR \"no \\\"card\\\"\"  throws IOException"
                + "  event:retry  link:\"publish order\"  !none  \"resource.odd\"=1.5  any=*  code=200  list=[\"a\", \"b\"]"
                + "  method in [\"GET\", \"two words\", 3]  resource.stage=test  scope.level=3  size in 1..2.5  text=\"200\"  url~=/a|/b  < 1.5 ms")
        .isEqualTo(
            SpanPattern.of(
                "POST  url~=/a|/b  < 1500us  [CLIENT]  @order service  scope:io.acme  ERROR \"no \\\"card\\\"\""
                    + "  throws IOException  link:publish order  event:retry  !none  \"resource.odd\"=1.5  any=*  code=200  list=[a, b]  text=\"200\"  size in 1..2.50  method in [GET, two words, 3]  scope.level=3  resource.stage=test"));
    assertThat(SpanPattern.nameMatching("GET|POST").status(StatusCode.OK))
        .hasToString("~GET|POST  OK");
    assertThat(named("two  spaces")).hasToString("\"two  spaces\"");
    assertThat(named("SELECT ...").matches(POST, TRACE)).isFalse();
  }

  @Test
  void knowsItsAttributesAndWhetherItIsOnlyAName() {
    assertThat(SpanPattern.of("a  b=1  !c  resource.d=1").attributeKeys())
        .containsExactly("b", "c");
    assertThat(SpanPattern.of("a").isExactName()).isTrue();
    assertThat(SpanPattern.of("a  OK").isExactName()).isFalse();
    assertThat(SpanPattern.of("a...").isExactName()).isFalse();
    assertThat(SpanPattern.of("~a").isExactName()).isFalse();
  }

  private static void refuses(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanPattern.of(line))
        .withMessage(message);
  }

  @Test
  void showsWhereALineCannotBeRead() {
    refuses("POST  [SERVRE]  @order", """
        cannot read the pattern, column 7
          POST  [SERVRE]  @order
                ^ unknown kind; did you mean [SERVER]?""");
    refuses("[CLIENT]", """
        cannot read the pattern, column 1
          [CLIENT]
          ^ expected the name of a span first; ... stands for any name, quotes for a name that begins so""");
    refuses("- a...", """
        cannot read the pattern, column 1
          - a...
          ^ a name that begins so and has ... in it is written as a regular expression, ~""");
    refuses("POST  thrws IOException", """
        cannot read the pattern, column 7
          POST  thrws IOException
                ^ unknown column; did you mean throws?""");
    refuses("POST  size in 5", """
        cannot read the pattern, column 15
          POST  size in 5
                        ^ expected a range of numbers, 200..299, or a list of values, [GET, HEAD]""");
    refuses("POST  size in 5..1", """
        cannot read the pattern, column 15
          POST  size in 5..1
                        ^ min must not be greater than max, but 5 is greater than 1""");
    refuses("POST  size in 1.2.3..4", """
        cannot read the pattern, column 15
          POST  size in 1.2.3..4
                        ^ "1.2.3" is not a number""");
    refuses("POST  method in []", """
        cannot read the pattern, column 17
          POST  method in []
                          ^ values must not be empty""");
    refuses("POST  x3", """
        cannot read the pattern, column 7
          POST  x3
                ^ "x3" belongs to a line of a shape; a pattern describes one span""");
    refuses("POST  optional", """
        cannot read the pattern, column 7
          POST  optional
                ^ "optional" belongs to a line of a shape; a pattern describes one span""");
    refuses("POST  (in order)", """
        cannot read the pattern, column 7
          POST  (in order)
                ^ "(in order)" belongs to a line of a shape; a pattern describes one span""");
    refuses("POST  < 50", """
        cannot read the pattern, column 9
          POST  < 50
                  ^ expected a duration such as 50 ms; the units are ns, us, ms, s, min and h""");
    refuses("POST  <0.5ns", """
        cannot read the pattern, column 8
          POST  <0.5ns
                 ^ 0.5ns is not a whole number of nanoseconds""");
    refuses("POST  < 0 ms", """
        cannot read the pattern, column 9
          POST  < 0 ms
                  ^ a bound on a duration must be positive, but is 0 s""");
    refuses("POST  < 5 ms  < 6 ms", """
        cannot read the pattern, column 15
          POST  < 5 ms  < 6 ms
                        ^ < 6 ms contradicts or repeats < 5 ms""");
    refuses("POST  link:", """
        cannot read the pattern, column 12
          POST  link:
                     ^ expected the name of a linked span""");
    refuses("POST  link:a  link:a", """
        cannot read the pattern, column 15
          POST  link:a  link:a
                        ^ link:a contradicts or repeats link:a""");
    refuses("\"POST", "cannot read the pattern, column 1\n  \"POST\n  ^ the quote is not closed");
    refuses(
        "POST  key=",
        "cannot read the pattern, column 11\n  POST  key=\n            ^ expected a value; an empty string is written \"\"");
    refuses("POST  key~=[", """
        cannot read the pattern, column 12
          POST  key~=[
                     ^ the regular expression "[" is not valid: Unclosed character class, at character 1""");
    refuses("POST  key=1  !key", """
        cannot read the pattern, column 14
          POST  key=1  !key
                       ^ !key contradicts or repeats key=1""");
    refuses("POST  [CLIENT]  [SERVER]", """
        cannot read the pattern, column 17
          POST  [CLIENT]  [SERVER]
                          ^ [SERVER] contradicts or repeats [CLIENT]""");
    refuses("POST  n=123456789012345678901", """
        cannot read the pattern, column 9
          POST  n=123456789012345678901
                  ^ the number 123456789012345678901 is beyond 64 bits; in quotes it is a string""");
    refuses("POST  ERROR text", """
        cannot read the pattern, column 13
          POST  ERROR text
                      ^ expected the description of the status in quotes""");
    refuses("a\tb", """
        cannot read the pattern, column 2
          a\\tb
           ^ a control character; it is written in quotes, for example "\\t\"""");
    refuses("\"a\\x\"", """
        cannot read the pattern, column 3
          "a\\x"
            ^ unknown escape; there are \\" \\\\ \\n \\r \\t and \\u{…}""");
    refuses("\"a\" [CLIENT]", """
        cannot read the pattern, column 4
          "a" [CLIENT]
             ^ expected two spaces before the next column""");
    refuses("a  l=[1", """
        cannot read the pattern, column 8
          a  l=[1
                 ^ expected , or ] in a list""");
  }

  @Test
  void refusesBadArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named(" "))
        .withMessage("name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("a").kind(SpanKind.CLIENT).kind(SpanKind.SERVER))
        .withMessage("[SERVER] contradicts or repeats [CLIENT]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("a").attribute("k", new Object()))
        .withMessage(
            "value of attribute \"k\" must be a String, a boolean, a number, or a list of one of these, but is a"
                + " java.lang.Object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanPattern.nameMatching("("))
        .withMessage("the regular expression \"(\" is not valid: Unclosed group, at character 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("a").shorterThan(Duration.ZERO))
        .withMessage("bound must be positive, but is 0 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("a").shorterThan(Duration.ofMillis(-1)))
        .withMessage("bound must be positive, but is -1 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("a").linkTo(" "))
        .withMessage("name must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").linkTo(nothing()))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").shorterThan(nothing()))
        .withMessage("bound");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").kind(nothing()))
        .withMessage("kind");
    assertThatNullPointerException()
        .isThrownBy(() -> SpanPattern.of(SpanPatternTest.<String>nothing()))
        .withMessage("line");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").matches(nothing(), TRACE))
        .withMessage("span");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").matches(POST, nothing()))
        .withMessage("trace");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").misses(nothing(), TRACE))
        .withMessage("span");
    assertThatNullPointerException()
        .isThrownBy(() -> named("a").misses(POST, nothing()))
        .withMessage("trace");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void regularExpressionsSeeTheFirstTenThousandCharacters() {
    Regex regex = Regex.of("a*");
    assertThat(regex.matches("a".repeat(20_000))).isTrue();
    assertThat(regex.matches("a".repeat(10_000) + "b")).isTrue();
    assertThat(regex.matches("a".repeat(9_999) + "b")).isFalse();
  }

  @Test
  void regularExpressionsGiveUpWhenTheyTryTooMuch() {
    Regex exponential = Regex.of("([a-z]+)*\\1x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exponential.matches("a".repeat(60)))
        .withMessage(
            "the regular expression \"([a-z]+)*\\\\1x\" takes more than 100,000,000 steps on a text of 60 characters");

    Regex quadratic = Regex.of(".*a.*b");
    assertThat(quadratic.matches("a".repeat(2_000))).isFalse();
  }

  @Test
  void regularExpressionsGiveUpWhenTheyNestTooDeeply() throws InterruptedException {
    Regex nested = Regex.of("(?:a|b)*");
    assertThat(nested.matches("ab".repeat(100))).isTrue();

    List<Throwable> thrown = new ArrayList<>();
    Runnable match = () -> thrown.add(catchThrowable(() -> nested.matches("ab".repeat(5_000))));
    Thread withLittleStack = new Thread(null, match, "with little stack", 200_000);
    withLittleStack.start();
    withLittleStack.join();
    assertThat(thrown)
        .singleElement(THROWABLE)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the regular expression \"(?:a|b)*\" nests too deeply on a text of 10,000 characters");
  }
}
