package io.traceassert;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person reads when a trace does not have its shape, word for word. */
class ShapeMessagesTest {

  private static final Trace CHECKOUT = Trace.of(List.of(
      span("POST /checkout", 1)
          .kind(SpanKind.SERVER)
          .service("order-service")
          .during(0, 41.2)
          .build(),
      span("validate cart", 2).parent(1).service("order-service").during(1, 3).build(),
      reserved(3, 4, "ramen"),
      reserved(4, 7, "ramen"),
      reserved(5, 10, "gyoza"),
      span("charge card", 6)
          .parent(1)
          .service("order-service")
          .during(14, 35.7)
          .attributes(Attributes.of(stringKey("payment.provider"), "adyen"))
          .build(),
      span("POST", 7)
          .parent(6)
          .service("order-service")
          .kind(SpanKind.CLIENT)
          .during(15, 35)
          .attributes(Attributes.of(longKey("http.response.status_code"), 200L))
          .build()));

  private static SpanData reserved(int id, double start, String sku) {
    return span("reserve item", id)
        .parent(1)
        .service("order-service")
        .during(start, start + 3)
        .attributes(Attributes.of(stringKey("sku"), sku))
        .build();
  }

  private static Trace chain(int levels) {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 1; i <= levels; i++) {
      spans.add(span("level " + i, i).parent(i - 1).during(i, 2 * levels - i).build());
    }
    return Trace.of(spans);
  }

  private static String chainText(int levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= levels; i++) {
      text.append(" ".repeat(i)).append("level ").append(i).append('\n');
    }
    return text.toString();
  }

  private static Trace siblings(int count) {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    for (int i = 0; i < count; i++) {
      spans.add(span("row " + i, i + 2)
          .parent(1)
          .during(i, i + 1)
          .attributes(Attributes.of(longKey("n"), (long) i))
          .build());
    }
    return Trace.of(spans);
  }

  private static String siblingsText(int count) {
    StringBuilder text = new StringBuilder("root\n");
    for (int i = 0; i < count; i++) {
      text.append("  row ").append(i).append("  n=").append(i).append('\n');
    }
    return text.toString();
  }

  private static CapturedTraces lost() {
    SpanData checkout =
        span("POST /checkout", 1).kind(SpanKind.SERVER).during(0, 40).build();
    SpanData charge = span("charge card", 2).parent(1).during(5, 30).build();
    SpanData post =
        span("POST", 3).trace("9").kind(SpanKind.CLIENT).during(6, 28).build();
    SpanData charges = span("POST /charges", 4)
        .trace("9")
        .parent(3)
        .kind(SpanKind.SERVER)
        .during(7, 27)
        .build();
    return new FakeRecording()
        .with(checkout, charge, post, charges)
        .origin(
            post,
            Origin.of(
                "payments-1",
                List.of(new StackTraceElement("shop.Shop", "pay", "Shop.java", 42)),
                List.of(
                    new OpenSpan(checkout, "main", Duration.ofMillis(6)),
                    new OpenSpan(charge, "main", Duration.ofMillis(1)))))
        .traces();
  }

  @Test
  void hasShapeFailsOnAMissingSpan() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout           [SERVER]  @order-service
        ├─ validate cart
        ├─ reserve item          x3
        ├─ audit
        └─ charge card
           └─ POST               [CLIENT]
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "audit", a child of "POST /checkout" [SERVER]: no other captured span is like it

          POST /checkout        [SERVER]  @order-service  41.2 ms
          ├─ validate cart                                 2.0 ms
          ├─ reserve item   x3                             9.0 ms
        - ├─ audit                                                 # missing
          └─ charge card                                  21.7 ms
             └─ POST            [CLIENT]                  20.0 ms
        """);
  }

  @Test
  void hasShapeFailsOnAnUnexpectedSpan() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        └─ reserve item          x3
        """), """
        trace 4bf92f35 does not have the expected shape: 2 unexpected
        unexpected "charge card", a child of "POST /checkout" [SERVER]

          POST /checkout                  41.2 ms
          ├─ validate cart                 2.0 ms
          ├─ reserve item   x3             9.0 ms
        + └─ charge card                  21.7 ms  # unexpected
        +    └─ POST            [CLIENT]  20.0 ms
        """);
  }

  @Test
  void hasShapeFailsOnAnotherValueAndOnAnotherType() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        ├─ reserve item          x3
        └─ charge card           payment.provider=stripe
           └─ POST               http.response.status_code="200"
        """), """
        trace 4bf92f35 does not have the expected shape: 2 different
        "charge card": payment.provider: expected "stripe", but was "adyen"
        "POST" [CLIENT]: http.response.status_code: expected "200", but is present as LONG 200

          POST /checkout                                         41.2 ms
          ├─ validate cart                                        2.0 ms
          ├─ reserve item   x3                                    9.0 ms
        - └─ charge card        payment.provider=stripe
        + └─ charge card        payment.provider=adyen           21.7 ms  # payment.provider: expected "stripe", but was "adyen"
        -    └─ POST            http.response.status_code="200"
        +    └─ POST            http.response.status_code=200    20.0 ms  # http.response.status_code: expected "200", but is present as LONG 200
        """);
  }

  @Test
  void hasShapeFailsOnAnotherKindStatusAndService() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout           [SERVER]  @shop
        ├─ validate cart
        ├─ reserve item          x3
        └─ charge card           ERROR "declined"
           └─ POST               [PRODUCER]
        """), """
        trace 4bf92f35 does not have the expected shape: 3 different
        "POST /checkout" [SERVER]: service: expected @shop, but was @order-service
        "charge card": status: expected ERROR "declined", but was UNSET
        "POST" [CLIENT]: kind: expected [PRODUCER], but was [CLIENT]

        - POST /checkout        [SERVER]    @shop
        + POST /checkout        [SERVER]    @order-service                    41.2 ms  # service: expected @shop, but was @order-service
          ├─ validate cart                                                     2.0 ms
          ├─ reserve item   x3                                                 9.0 ms
        - └─ charge card                                    ERROR "declined"
        + └─ charge card                                    UNSET             21.7 ms  # status: expected ERROR "declined", but was UNSET
        -    └─ POST            [PRODUCER]
        +    └─ POST            [CLIENT]                                      20.0 ms  # kind: expected [PRODUCER], but was [CLIENT]
        """);
  }

  @Test
  void hasShapeFailsOnAnotherParent() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        │  └─ POST               [CLIENT]
        ├─ reserve item          x3
        └─ charge card
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing, 1 unexpected
        missing `POST  [CLIENT]`, a child of "validate cart": it is a child of "charge card"
        unexpected "POST" [CLIENT], a child of "charge card"

          POST /checkout                  41.2 ms
          ├─ validate cart                 2.0 ms
        - │  └─ POST            [CLIENT]           # missing
          ├─ reserve item   x3             9.0 ms
          └─ charge card                  21.7 ms
        +    └─ POST            [CLIENT]  20.0 ms  # unexpected
        """);
  }

  @Test
  void hasShapeFailsOnARenamedParentAndKeepsWhatIsBelow() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ check the cart
        ├─ reserve item          x3
        └─ charge the card
           └─ POST               [CLIENT]
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing, 1 unexpected, 1 different
        missing "check the cart", a child of "POST /checkout" [SERVER]: no other captured span is like it
        "charge card": name: expected "charge the card", but was "charge card"
        unexpected "validate cart", a child of "POST /checkout" [SERVER]

          POST /checkout                    41.2 ms
        - ├─ check the cart                          # missing
        + ├─ validate cart                   2.0 ms  # unexpected
          ├─ reserve item     x3             9.0 ms
        - └─ charge the card
        + └─ charge card                    21.7 ms  # name: expected "charge the card", but was "charge card"
             └─ POST              [CLIENT]  20.0 ms
        """);
  }

  @Test
  void hasShapeFailsOnTooFew() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        ├─ reserve item          x5+
        └─ charge card
           └─ POST               x2..3
        """), """
        trace 4bf92f35 does not have the expected shape: 3 missing
        missing "reserve item", a child of "POST /checkout" [SERVER]: expected at least 5, found 3
        missing "POST", a child of "charge card": expected 2 to 3, found 1

          POST /checkout           41.2 ms
          ├─ validate cart          2.0 ms
        - ├─ reserve item   x5+
        + ├─ reserve item   x3      9.0 ms  # expected at least 5, found 3
          └─ charge card           21.7 ms
        -    └─ POST        x2..3
        +    └─ POST               20.0 ms  # expected 2 to 3, found 1
        """);
  }

  @Test
  void hasShapeFailsOnTooMany() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        ├─ reserve item          x2
        └─ charge card
           └─ POST
        """), """
        trace 4bf92f35 does not have the expected shape: 1 unexpected
        unexpected "reserve item", a child of "POST /checkout" [SERVER]: expected 2, found 3

          POST /checkout        41.2 ms
          ├─ validate cart       2.0 ms
        - ├─ reserve item   x2
        + ├─ reserve item   x3   9.0 ms  # expected 2, found 3
          └─ charge card        21.7 ms
             └─ POST            20.0 ms
        """);
  }

  @Test
  void hasShapeFailsWhenWhatIsOptionalIsThereTwice() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        ├─ reserve item          optional
        ├─ audit                 optional
        └─ charge card
           └─ POST
        """), """
        trace 4bf92f35 does not have the expected shape: 2 unexpected
        unexpected "reserve item", a child of "POST /checkout" [SERVER]: expected at most 1, found 3

          POST /checkout              41.2 ms
          ├─ validate cart             2.0 ms
        - ├─ reserve item   optional
        + ├─ reserve item   x3         9.0 ms  # expected at most 1, found 3
          ├─ audit          optional
          └─ charge card              21.7 ms
             └─ POST                  20.0 ms
        """);
  }

  @Test
  void hasShapeFailsWhenOneOfSeveralDiffers() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ validate cart
        ├─ reserve item          x3  sku=ramen
        └─ charge card
           └─ POST
        """), """
        trace 4bf92f35 does not have the expected shape: 1 different
        "reserve item": sku: expected "ramen", but was "gyoza"

          POST /checkout                   41.2 ms
          ├─ validate cart                  2.0 ms
        - ├─ reserve item   x3  sku=ramen
        + ├─ reserve item   x2  sku=ramen   6.0 ms
        + ├─ reserve item       sku=gyoza   3.0 ms  # sku: expected "ramen", but was "gyoza"
          └─ charge card                   21.7 ms
             └─ POST                       20.0 ms
        """);
  }

  @Test
  void hasShapeFailsOnAnotherOrder() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout           (in order)
        ├─ charge card
        │  └─ POST
        ├─ validate cart
        └─ reserve item          x3
        """), """
        trace 4bf92f35 does not have the expected shape: 1 different
        "POST /checkout" [SERVER]: order: expected "charge card" before "validate cart", but it is the other way round

        - POST /checkout        (in order)
        + POST /checkout                    41.2 ms  # order: expected "charge card" before "validate cart", but it is the other way round
          ├─ validate cart                   2.0 ms
          ├─ reserve item   x3               9.0 ms
          └─ charge card                    21.7 ms
             └─ POST                        20.0 ms
        """);
  }

  @Test
  void hasShapeFailsOnWhatOverlaps() {
    assertFails(
        () -> assertThat(Trace.of(List.of(
                root("checkout", 1),
                span("validate", 2).parent(1).during(0, 0.5).build(),
                span("charge", 3).parent(1).during(0.4, 0.9).build())))
            .hasShape("""
        checkout  (in order)
        ├─ validate
        └─ charge
        """),
        """
        trace 4bf92f35 does not have the expected shape: 1 different
        "checkout": order: expected "validate" before "charge", but they overlap

        - checkout     (in order)
        + checkout                   1.0 ms  # order: expected "validate" before "charge", but they overlap
          ├─ validate              0.500 ms
          └─ charge                0.500 ms
        """);
  }

  @Test
  void hasShapeFailsOnADurationThatIsTooLong() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout           < 50 ms
        ├─ validate cart         < 1 ms
        ├─ reserve item          x3
        └─ ...
        """), """
        trace 4bf92f35 does not have the expected shape: 1 different
        "validate cart": duration: expected < 1 ms, but was 2.0 ms

          POST /checkout        < 50 ms  41.2 ms
        - ├─ validate cart      < 1 ms
        + ├─ validate cart                2.0 ms  # duration: expected < 1 ms, but was 2.0 ms
          ├─ reserve item   x3            9.0 ms
          └─ ...                                  # 1 span: "charge card"
        """);
  }

  @Test
  void hasShapeSaysWhichSpansOthersStandFor() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ refund
        └─ ...
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "refund", a child of "POST /checkout" [SERVER]: no other captured span is like it

          POST /checkout  41.2 ms
        - ├─ refund                # missing
          └─ ...                   # 5 spans: "validate cart", "reserve item", "reserve item", …
        """);
  }

  @Test
  void hasShapeFailsOnADeepSpan() {
    assertFails(() -> assertThat(CHECKOUT).hasShape("""
        POST /checkout
        ├─ ** POST   [CLIENT]
        └─ ** GET    [CLIENT]
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing `GET  [CLIENT]`, below "POST /checkout" [SERVER]: no other captured span is like it

          POST /checkout            41.2 ms
          ├─ ** POST      [CLIENT]  20.0 ms
        - └─ ** GET       [CLIENT]           # missing
        """);
  }

  @Test
  void hasShapeFailsOnAnOrphan() {
    assertFails(
        () -> assertThat(Trace.of(List.of(
                root("checkout", 1), span("POST", 2).parent(0x1a2b3c4d00000000L).build())))
            .hasShape("""
        checkout
        └─ POST
        """),
        """
        trace 4bf92f35 does not have the expected shape: 1 missing, 1 unexpected
        missing "POST", a child of "checkout": it is at the top, because its parent 1a2b3c4d was not captured
        unexpected "POST", at the top, because its parent 1a2b3c4d was not captured

        + POST      1.0 ms  # unexpected
          checkout  1.0 ms
        - └─ POST           # missing
        """);
  }

  @Test
  void hasShapeHidesSecretsAndShortensLongValues() {
    assertFails(
        () -> assertThat(Trace.of(List.of(span("SELECT", 1)
                .attributes(Attributes.of(
                    stringKey("db.query.text"),
                    "SELECT " + "a, ".repeat(100) + "b",
                    stringKey("password"),
                    "hunter2"))
                .build())))
            .hasShape("SELECT  db.query.text=none  password=other"),
        """
        trace 4bf92f35 does not have the expected shape: 1 different
        "SELECT": db.query.text: expected "none", but was "SELECT a, a, a, a, a, a, a, a, a, a, a, a, a, a, …(210 more)…a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, b"; password: expected ***, but was another value, which is masked

        - SELECT  db.query.text=none  password=other
        + SELECT  db.query.text=*  password=*         1.0 ms  # db.query.text: expected "none", but was "SELECT a, a, a, a, a, a, a, a, a, a, a, a, a, a, …(210 more)…a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, b"; password: expected ***, but was another value, which is masked
        """);
  }

  @Test
  void hasShapeAlignsWideCharacters() {
    assertFails(
        () ->
            assertThat(Trace.of(List.of(root("注文", 1), child("支払い 💳", 2, 1)))).hasShape("""
        注文
        ├─ 支払い 💳  [CLIENT]
        └─ 配達
        """),
        """
        trace 4bf92f35 does not have the expected shape: 1 missing, 1 different
        missing "配達", a child of "注文": no other captured span is like it
        "支払い 💳": kind: expected [CLIENT], but was [INTERNAL]

          注文                      1.0 ms
        - ├─ 支払い 💳  [CLIENT]
        + ├─ 支払い 💳  [INTERNAL]  1.0 ms  # kind: expected [CLIENT], but was [INTERNAL]
        - └─ 配達                           # missing
        """);
  }

  @Test
  void containsShapeFailsOnWhatComesNearest() {
    assertFails(() -> assertThat(CHECKOUT).containsShape("""
        charge card
        ├─ POST  [SERVER]
        └─ GET
        """), """
        trace 4bf92f35 does not contain the expected shape: 1 missing, 1 different
        missing "GET", a child of "charge card": no other captured span is like it
        "POST" [CLIENT]: kind: expected [SERVER], but was [CLIENT]

          charge card            21.7 ms
        - ├─ POST      [SERVER]
        + ├─ POST      [CLIENT]  20.0 ms  # kind: expected [SERVER], but was [CLIENT]
        - └─ GET                          # missing

        trace 4bf92f35: 7 spans, 41.2 ms
          POST /checkout    [SERVER]  @order-service  41.2 ms
          ├─ validate cart                             2.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          └─ charge card                              21.7 ms  # nearest to the expected shape
             └─ POST        [CLIENT]                  20.0 ms
        """);
  }

  @Test
  void containsShapeFailsWhenNothingIsLikeIt() {
    assertFails(() -> assertThat(CHECKOUT).containsShape("""
        refund
        └─ POST  [CLIENT]
        """), """
        trace 4bf92f35 does not contain the expected shape: 1 different
        "charge card": name: expected "refund", but was "charge card"

        - refund
        + charge card            21.7 ms  # name: expected "refund", but was "charge card"
          └─ POST      [CLIENT]  20.0 ms

        trace 4bf92f35: 7 spans, 41.2 ms
          POST /checkout    [SERVER]  @order-service  41.2 ms
          ├─ validate cart                             2.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          └─ charge card                              21.7 ms  # nearest to the expected shape
             └─ POST        [CLIENT]                  20.0 ms
        """);
  }

  @Test
  void containsShapeAsksForDirectChildren() {
    assertFails(() -> assertThat(CHECKOUT).containsShape("""
        POST /checkout
        └─ POST  [CLIENT]
        """), """
        trace 4bf92f35 does not contain the expected shape: 1 missing
        missing `POST  [CLIENT]`, a child of "POST /checkout" [SERVER]: it is a child of "charge card"

          POST /checkout            41.2 ms
        - ├─ POST         [CLIENT]           # missing
          └─ ...                             # 5 spans: "validate cart", "reserve item", "reserve item", …

        trace 4bf92f35: 7 spans, 41.2 ms
          POST /checkout    [SERVER]  @order-service  41.2 ms  # nearest to the expected shape
          ├─ validate cart                             2.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          ├─ reserve item                              3.0 ms
          └─ charge card                              21.7 ms
             └─ POST        [CLIENT]                  20.0 ms
        """);
  }

  @Test
  void aDeepTraceIsDrawnAroundWhatDiffers() {
    assertFails(
        () -> assertThat(chain(60))
            .hasShape(chainText(60).replace("level 31\n", "level thirty-one\n")),
        """
        trace 4bf92f35 does not have the expected shape: 1 different
        "level 31": name: expected "level thirty-one", but was "level 31"

          level 1                                                                                                               118.0 ms
          └─ level 2                                                                                                            116.0 ms
             └─ level 3                                                                                                         114.0 ms
                └─ level 4                                                                                                      112.0 ms
                   └─ level 5                                                                                                   110.0 ms
                      └─ level 6                                                                                                108.0 ms
                         └─ level 7                                                                                             106.0 ms
                            └─ level 8                                                                                          104.0 ms
                               └─ level 9                                                                                       102.0 ms
                                  └─ level 10                                                                                   100.0 ms
                                     └─ level 11                                                                                 98.0 ms
                                        └─ level 12                                                                              96.0 ms
                                           └─ level 13                                                                           94.0 ms
                                              ├─ ** level 20                                                                     80.0 ms
                                              │  └─ level 21                                                                     78.0 ms
                                              │     └─ level 22                                                                  76.0 ms
                                              │        └─ level 23                                                               74.0 ms
                                              │           └─ level 24                                                            72.0 ms
                                              │              └─ level 25                                                         70.0 ms
                                              │                 └─ level 26                                                      68.0 ms
                                              │                    └─ level 27                                                   66.0 ms
                                              │                       └─ level 28                                                64.0 ms
                                              │                          └─ level 29                                             62.0 ms
                                              │                             └─ level 30                                          60.0 ms
        -                                     │                                └─ level thirty-one
        +                                     │                                └─ level 31                                       58.0 ms  # name: expected "level thirty-one", but was "level 31"
                                              │                                   └─ level 32                                    56.0 ms
                                              │                                      └─ level 33                                 54.0 ms
                                              │                                         └─ level 34                              52.0 ms
                                              │                                            └─ level 35                           50.0 ms
                                              │                                               └─ level 36                        48.0 ms
                                              │                                                  └─ level 37                     46.0 ms
                                              │                                                     └─ level 38                  44.0 ms
                                              │                                                        └─ level 39               42.0 ms
                                              │                                                           └─ level 40            40.0 ms
                                              │                                                              └─ level 41         38.0 ms
                                              │                                                                 └─ level 42      36.0 ms
                                              │                                                                    └─ level 43   34.0 ms
                                              │                                                                       └─ ...              # and 17 more
                                              └─ ...                                                                                      # and 6 more
        """);
  }

  @Test
  void aThousandSiblingsAreDrawnAroundWhatDiffers() {
    assertFails(
        () ->
            assertThat(siblings(1_000)).hasShape(siblingsText(1_000).replace("n=500\n", "n=-1\n")),
        """
        trace 4bf92f35 does not have the expected shape: 1 different
        "row 500": n: expected -1, but was 500

          root               1.0 ms
          ├─ row 0    n=0    1.0 ms
          ├─ row 1    n=1    1.0 ms
          ├─ row 2    n=2    1.0 ms
          ├─ row 3    n=3    1.0 ms
          ├─ row 4    n=4    1.0 ms
          ├─ row 5    n=5    1.0 ms
          ├─ row 6    n=6    1.0 ms
          ├─ row 7    n=7    1.0 ms
          ├─ row 8    n=8    1.0 ms
          ├─ row 9    n=9    1.0 ms
          ├─ row 10   n=10   1.0 ms
          ├─ row 11   n=11   1.0 ms
          ├─ row 488  n=488  1.0 ms
          ├─ row 489  n=489  1.0 ms
          ├─ row 490  n=490  1.0 ms
          ├─ row 491  n=491  1.0 ms
          ├─ row 492  n=492  1.0 ms
          ├─ row 493  n=493  1.0 ms
          ├─ row 494  n=494  1.0 ms
          ├─ row 495  n=495  1.0 ms
          ├─ row 496  n=496  1.0 ms
          ├─ row 497  n=497  1.0 ms
          ├─ row 498  n=498  1.0 ms
          ├─ row 499  n=499  1.0 ms
        - ├─ row 500  n=-1
        + ├─ row 500  n=500  1.0 ms  # n: expected -1, but was 500
          ├─ row 501  n=501  1.0 ms
          ├─ row 502  n=502  1.0 ms
          ├─ row 503  n=503  1.0 ms
          ├─ row 504  n=504  1.0 ms
          ├─ row 505  n=505  1.0 ms
          ├─ row 506  n=506  1.0 ms
          ├─ row 507  n=507  1.0 ms
          ├─ row 508  n=508  1.0 ms
          ├─ row 509  n=509  1.0 ms
          ├─ row 510  n=510  1.0 ms
          ├─ row 511  n=511  1.0 ms
          ├─ row 512  n=512  1.0 ms
          └─ ...                     # and 963 more
        """);
  }

  @Test
  void aThousandUnexpectedSiblingsAreCounted() {
    assertFails(() -> assertThat(siblings(1_000)).hasShape("root\n  row 7  n=7\n  row 1000"), """
        trace 4bf92f35 does not have the expected shape: 998 unexpected, 1 different
        "row 10": name: expected "row 1000", but was "row 10"
        unexpected "row 0", a child of "root"
        unexpected "row 1", a child of "root"
        unexpected "row 2", a child of "root"
        unexpected "row 3", a child of "root"
        and 994 more

          root         1.0 ms
        + ├─ row 0     1.0 ms  # unexpected
        + ├─ row 1     1.0 ms  # unexpected
        + ├─ row 2     1.0 ms  # unexpected
        + ├─ row 3     1.0 ms  # unexpected
        + ├─ row 4     1.0 ms  # unexpected
        + ├─ row 5     1.0 ms  # unexpected
        + ├─ row 6     1.0 ms  # unexpected
        + ├─ row 8     1.0 ms  # unexpected
        + ├─ row 9     1.0 ms  # unexpected
        - ├─ row 1000
        + ├─ row 10    1.0 ms  # name: expected "row 1000", but was "row 10"
        + ├─ row 11    1.0 ms  # unexpected
        + ├─ row 12    1.0 ms  # unexpected
        + ├─ row 13    1.0 ms  # unexpected
        + ├─ row 14    1.0 ms  # unexpected
        + ├─ row 15    1.0 ms  # unexpected
        + ├─ row 16    1.0 ms  # unexpected
        + ├─ row 17    1.0 ms  # unexpected
        + ├─ row 18    1.0 ms  # unexpected
        + ├─ row 19    1.0 ms  # unexpected
        + ├─ row 20    1.0 ms  # unexpected
        + ├─ row 21    1.0 ms  # unexpected
        + ├─ row 22    1.0 ms  # unexpected
        + ├─ row 23    1.0 ms  # unexpected
        + ├─ row 24    1.0 ms  # unexpected
        + ├─ row 25    1.0 ms  # unexpected
        + ├─ row 26    1.0 ms  # unexpected
        + ├─ row 27    1.0 ms  # unexpected
        + ├─ row 28    1.0 ms  # unexpected
        + ├─ row 29    1.0 ms  # unexpected
        + ├─ row 30    1.0 ms  # unexpected
        + ├─ row 31    1.0 ms  # unexpected
        + ├─ row 32    1.0 ms  # unexpected
        + ├─ row 33    1.0 ms  # unexpected
        + ├─ row 34    1.0 ms  # unexpected
        + ├─ row 35    1.0 ms  # unexpected
        + ├─ row 36    1.0 ms  # unexpected
        + ├─ row 37    1.0 ms  # unexpected
          └─ ...               # and 963 more
        """);
  }

  @Test
  void aSpanInsideAStrayTraceIsFound() {
    assertThat(failure(() -> assertThat(lost()).traceWithRoot("POST /checkout").hasShape("""
        POST /checkout
        └─ charge card
           └─ POST /charges
        """)))
        .hasMessageContaining("""
            missing "POST /charges", a child of "charge card": it is in trace 99999999, a child of "POST" [CLIENT],
            which began at Shop.java:42 on thread "payments-1" while "charge card" was open on thread "main"
            """);
  }

  @Test
  void containsTraceSaysOfASingleTraceWhatItDoesNotHave() {
    CapturedTraces traces = FakeRecording.traces(root("a", 1));
    assertFails(() -> assertThat(traces).containsTrace("a\n  b"), """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "b", a child of "a": no other captured span is like it

          a     1.0 ms
        - └─ b          # missing
        """);
  }

  @Test
  void shapesAreComparedAsWhatAnIdeShows() {
    CapturedTraces traces =
        FakeRecording.traces(root("a", 1), span("b", 2).trace("9").build());
    TraceAssertionError error = failure(() -> assertThat(traces).hasShapes("a", "c"));
    assertThat(error.getExpected().getValue()).isEqualTo("a\n\nc\n");
    assertThat(error.getActual().getValue()).isEqualTo("a\n\nb\n");
  }

  @Test
  void containsTraceSaysWhereTheContextWasLost() {
    assertFails(() -> assertThat(lost()).containsTrace("""
        POST /checkout           [SERVER]
        └─ charge card
           └─ POST               [CLIENT]
              └─ POST /charges   [SERVER]
        """), """
        none of 2 traces has the expected shape; the nearest is trace 4bf92f35: 2 missing
        missing `POST  [CLIENT]`, a child of "charge card": it is the root of trace 99999999,
        which began at Shop.java:42 on thread "payments-1" while "charge card" was open on thread "main"

          POST /checkout          [SERVER]  40.0 ms
          └─ charge card                    25.0 ms
        -    └─ POST              [CLIENT]           # missing
        -       └─ POST /charges  [SERVER]

        trace 99999999: 2 spans, 22.0 ms
          POST              [CLIENT]  22.0 ms  # began here
          └─ POST /charges  [SERVER]  20.0 ms

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
  }

  @Test
  void hasShapeSaysWhichOtherTraceHasTheSpan() {
    assertFails(() -> assertThat(lost()).traceWithRoot("POST /checkout").hasShape("""
        POST /checkout           [SERVER]
        └─ charge card
           └─ POST /charges      [SERVER]
        """), """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing `POST /charges  [SERVER]`, a child of "charge card": it is in trace 99999999, a child of "POST" [CLIENT],
        which began at Shop.java:42 on thread "payments-1" while "charge card" was open on thread "main"

          POST /checkout       [SERVER]  40.0 ms
          └─ charge card                 25.0 ms
        -    └─ POST /charges  [SERVER]           # missing

        trace 99999999: 2 spans, 22.0 ms
          POST              [CLIENT]  22.0 ms  # began here
          └─ POST /charges  [SERVER]  20.0 ms

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
  }

  private static TestSpan onHost(String name, int id, String host) {
    return span(name, id).resource(Attributes.builder().put("host.name", host).build());
  }

  @Test
  void anOrderThatOnlyTheClocksOfTwoHostsTellCannotBeDecided() {
    SpanData[] spans = {
      onHost("order", 1, "web").during(0, 10).build(),
      onHost("bill", 2, "web").parent(1).during(1, 2).build(),
      onHost("pack", 3, "db").parent(1).during(3, 4).build()
    };
    CapturedTraces traces = FakeRecording.traces(spans);
    String shape = "order  (in order)\n  bill\n  pack";
    String message = """
        trace 4bf92f35: expected "bill" before "pack" (in order), but cannot decide: they were timed by two clocks: host.name "web" and "db"

        trace 4bf92f35: 3 spans, 10.0 ms by several clocks
          order    10.0 ms
          ├─ bill   1.0 ms  # host.name "web"
          └─ pack   1.0 ms  # host.name "db"

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """;
    assertFails(() -> assertThat(traces).hasSingleTrace().hasShape(shape), message);
    assertFails(() -> assertThat(traces).hasSingleTrace().containsShape(shape), message);
    assertFails(() -> assertThat(traces).hasShapes(shape), message);
    assertFails(() -> assertThat(traces).containsTrace(shape), message);
    assertThat(traces).withClockTolerance(Duration.ZERO).hasShapes(shape);
    assertThat(traces).hasSingleTrace().hasShape("order\n  bill\n  pack");
    assertThat(failure(() ->
            assertThat(traces).hasSingleTrace().hasShape("order  (in order)\n  pack\n  bill")))
        .hasMessageContaining(
            "\n\"order\": order: expected \"pack\" before \"bill\", but it is the other way round; they were timed by two clocks: host.name \"db\" and \"web\"\n");
  }

  @Test
  void anOrderOfWhatSpansOfTwoHostsAreBelowIsDecided() {
    SpanData[] spans = {
      onHost("order", 1, "web").during(0, 10).build(),
      onHost("POST", 2, "web").parent(1).during(1, 3).build(),
      onHost("bill", 3, "a").parent(2).during(7, 8).build(),
      onHost("POST", 4, "web").parent(1).during(3, 6).build(),
      onHost("pack", 5, "b").parent(4).during(9, 10).build()
    };
    assertThat(FakeRecording.traces(spans)).hasShapes("""
        order        (in order)
        ├─ ** bill
        └─ ** pack
        """);
  }

  @Test
  void aTraceThatIsWholeHasNotTheMissingSpan() {
    assertFails(
        () -> assertThat(FakeRecording.traces(
                root("POST /a", 1),
                span("POST /b", 2).trace("9").build(),
                span("charge card", 3).trace("9").parent(2).build()))
            .traceWithRoot("POST /a")
            .hasShape("""
        POST /a
        └─ charge card
        """),
        """
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "charge card", a child of "POST /a": the nearest span is "charge card", in trace 99999999, a child of "POST /b"

          POST /a         1.0 ms
        - └─ charge card          # missing
        """);
  }

  @Test
  void hasShapesFailsOnTracesThatAreConfused() {
    assertFails(() -> assertThat(lost()).hasShapes("""
        POST /checkout
        ├─ charge card
        └─ POST /charges
        """, "POST  [CLIENT]"), """
        the traces do not have the expected shapes: 2 traces different
        missing "POST /charges" in trace 4bf92f35, a child of "POST /checkout" [SERVER]: it is in trace 99999999, a child of "POST" [CLIENT],
        which began at Shop.java:42 on thread "payments-1" while "charge card" was open on thread "main"
        unexpected "POST /charges" [SERVER] in trace 99999999, a child of "POST" [CLIENT]

        trace 4bf92f35 is nearest to shape 1: 1 missing
          POST /checkout    40.0 ms
          ├─ charge card    25.0 ms
        - └─ POST /charges           # missing

        trace 99999999 is nearest to shape 2: 1 unexpected
          POST              [CLIENT]  22.0 ms
        + └─ POST /charges  [SERVER]  20.0 ms  # unexpected

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
  }

  @Test
  void hasShapesSaysWhichOtherTraceHasASpanTooMany() {
    assertFails(
        () -> assertThat(FakeRecording.traces(
                root("POST /a", 1),
                child("bill", 2, 1),
                span("POST /b", 3).trace("9").build(),
                span("pack", 4).trace("9").parent(3).build(),
                span("send mail", 5).trace("9").parent(3).build()))
            .hasShapes("POST /a\n  bill\n  send mail", "POST /b\n  pack"),
        """
        the traces do not have the expected shapes: 2 traces different
        missing "send mail" in trace 4bf92f35, a child of "POST /a": it is in trace 99999999, a child of "POST /b"
        unexpected "send mail" in trace 99999999, a child of "POST /b"

        trace 4bf92f35 is nearest to shape 1: 1 missing
          POST /a       1.0 ms
          ├─ bill       1.0 ms
        - └─ send mail          # missing

        trace 99999999 is nearest to shape 2: 1 unexpected
          POST /b       1.0 ms
          ├─ pack       1.0 ms
        + └─ send mail  1.0 ms  # unexpected
        """);
  }

  @Test
  void hasShapesFailsOnAMissingAndAnUnexpectedTrace() {
    assertFails(
        () -> assertThat(lost())
            .hasShapes("POST /checkout\n  charge card", "GET /stock\n  select stock\n  audit"),
        """
        the traces do not have the expected shapes: 1 shape without a trace, 1 trace unexpected, 1 as expected

        no trace is like shape 2:
          GET /stock
          ├─ select stock
          └─ audit

        trace 99999999: 2 spans, 22.0 ms
          POST              [CLIENT]  22.0 ms
          └─ POST /charges  [SERVER]  20.0 ms
        """);
  }
}
