package io.traceassert.examples.ramen;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a person reads when a test of the shop is red, word for word. */
class FailureMessagesTest {

  private static final Path SOURCES = Path.of("src/main/java/io/traceassert/examples/ramen");

  @Test
  void contextLostInAnExecutor() {
    assertThat(Stable.message(RedTest.messageOf(LostContext.class, "anOrderIsOneTrace")))
        .isEqualTo("""
            expected a single trace, but there are 2
            "call courier" began trace 8621a03f at OrderService.java:<line> on thread "courier-desk", in a task of an executor
            while "POST /orders" [SERVER] of trace 6e789e6a was open on thread "order-service"

            trace 6e789e6a: 9 spans, 1.0 ms
              POST /orders                  [SERVER]  @order-service       1.0 ms  # was open when "call courier" began
              ├─ POST                       [CLIENT]                       1.0 ms
              │  └─ POST /ingredients       [SERVER]  @ingredient-service  1.0 ms
              │     ├─ reserve ingredients                                 1.0 ms
              │     └─ POST                 [CLIENT]                       1.0 ms
              │        └─ POST /noodles     [SERVER]  @noodle-service      1.0 ms
              │           └─ cook noodles                                  1.0 ms
              └─ charge card                                               1.0 ms
                 └─ POST                    [CLIENT]                       1.0 ms

            trace 8621a03f: 4 spans, 1.0 ms
              call courier                         @order-service     1.0 ms  # began here
              └─ POST                    [CLIENT]                     1.0 ms
                 └─ POST /deliveries     [SERVER]  @delivery-service  1.0 ms
                    └─ dispatch courier                               1.0 ms

            Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.

            report: target/trace-assert/io.traceassert.examples.ramen.LostContext/anOrderIsOneTrace.txt""");
  }

  @Test
  void aStrayTraceIsTracedToItsLineOfCode() throws IOException {
    String message = RedTest.messageOf(LostContext.class, "anOrderIsOneTrace");

    MatchResult place = Pattern.compile("at (\\w+\\.java):(\\d+)")
        .matcher(message)
        .results()
        .findFirst()
        .orElseThrow();
    assertThat(Files.readAllLines(SOURCES.resolve(place.group(1))))
        .element(Integer.parseInt(place.group(2)) - 1)
        .asString()
        .contains("spanBuilder(\"call courier\").startSpan()");
  }

  @Test
  void everythingIsInTheReport() throws IOException {
    String message = RedTest.messageOf(LostContext.class, "anOrderIsOneTrace");

    String report = message.substring(message.lastIndexOf("report: ") + "report: ".length());
    assertThat(Path.of(report))
        .content()
        .contains("2 traces, 13 ended spans, 0 open", "courier.vehicle=bicycle");
  }

  @Test
  void samplerDropsEverything() {
    assertThat(Stable.message(RedTest.messageOf(NothingSampled.class, "anOrderIsOneTrace")))
        .isEqualTo("""
            no spans captured: the sampler dropped all 13 spans that were started

              SDK          made for this capture: order-service, ingredient-service, noodle-service, delivery-service
              sampler      AlwaysOffSampler
              started      0 spans
              sampled out  13 spans: "POST /orders", "POST" x4, "POST /ingredients", "reserve ingredients", "POST /noodles", …

            To capture every span, let the sampler keep it: TraceCapture.builder().setSampler(Sampler.alwaysOn()).

            report: target/trace-assert/io.traceassert.examples.ramen.NothingSampled/anOrderIsOneTrace.txt""");
  }

  @Test
  void anErrorThatTheTestDidNotExpect() {
    assertThat(Stable.message(RedTest.messageOf(MistakenExpectations.class, "truffleIsInStock")))
        .isEqualTo("""
            span "reserve ingredients": status: expected UNSET, but was ERROR

            trace 6e789e6a: 4 spans, 1.0 ms
              POST /orders                  [SERVER]  @order-service                                                                                          1.0 ms
              └─ POST                       [CLIENT]                       ERROR                                                                              1.0 ms
                 └─ POST /ingredients       [SERVER]  @ingredient-service                                                                                     1.0 ms
                    └─ reserve ingredients                                 ERROR "no truffle left"  throws io.traceassert.examples.ramen.OutOfStockException  1.0 ms  # status: expected UNSET

            report: target/trace-assert/io.traceassert.examples.ramen.MistakenExpectations/truffleIsInStock.txt""");
  }

  @Test
  void anAttributeOfAnotherType() {
    assertThat(Stable.message(RedTest.messageOf(MistakenExpectations.class, "theAmountIsText")))
        .isEqualTo("""
            span "charge card": attribute payment.amount is present as LONG 980, expected STRING "980"

            trace 6e789e6a: 13 spans, 1.0 ms
              POST /orders                  [SERVER]  @order-service                           1.0 ms
              ├─ POST                       [CLIENT]                                           1.0 ms
              │  └─ POST /ingredients       [SERVER]  @ingredient-service                      1.0 ms
              │     ├─ reserve ingredients                                                     1.0 ms
              │     └─ POST                 [CLIENT]                                           1.0 ms
              │        └─ POST /noodles     [SERVER]  @noodle-service                          1.0 ms
              │           └─ cook noodles                                                      1.0 ms
              ├─ charge card                                               payment.amount=980  1.0 ms  # payment.amount: expected "980"
              │  └─ POST                    [CLIENT]                                           1.0 ms
              └─ call courier                                                                  1.0 ms
                 └─ POST                    [CLIENT]                                           1.0 ms
                    └─ POST /deliveries     [SERVER]  @delivery-service                        1.0 ms
                       └─ dispatch courier                                                     1.0 ms

            report: target/trace-assert/io.traceassert.examples.ramen.MistakenExpectations/theAmountIsText.txt""");
  }

  @Test
  void severalSpansOfThatName() {
    assertThat(Stable.message(RedTest.messageOf(MistakenExpectations.class, "thereIsOnlyOneCall")))
        .isEqualTo("""
            4 spans "POST" in trace 6e789e6a, expected exactly one

            trace 6e789e6a: 13 spans, 1.0 ms
              POST /orders                  [SERVER]  @order-service                                                    1.0 ms
              ├─ POST                       [CLIENT]                       url.full=http://127.0.0.1:00000/ingredients  1.0 ms  # candidate 1
              │  └─ POST /ingredients       [SERVER]  @ingredient-service                                               1.0 ms
              │     ├─ reserve ingredients                                                                              1.0 ms
              │     └─ POST                 [CLIENT]                       url.full=http://127.0.0.1:00000/noodles      1.0 ms  # candidate 2
              │        └─ POST /noodles     [SERVER]  @noodle-service                                                   1.0 ms
              │           └─ cook noodles                                                                               1.0 ms
              ├─ charge card                                                                                            1.0 ms
              │  └─ POST                    [CLIENT]                       url.full=http://localhost:00000/charges      1.0 ms  # candidate 3
              └─ call courier                                                                                           1.0 ms
                 └─ POST                    [CLIENT]                       url.full=http://127.0.0.1:00000/deliveries   1.0 ms  # candidate 4
                    └─ POST /deliveries     [SERVER]  @delivery-service                                                 1.0 ms
                       └─ dispatch courier                                                                              1.0 ms

            report: target/trace-assert/io.traceassert.examples.ramen.MistakenExpectations/thereIsOnlyOneCall.txt""");
  }

  @Test
  void noSpanOfThatName() {
    assertThat(Stable.message(RedTest.messageOf(MistakenExpectations.class, "noodlesAreBoiled")))
        .isEqualTo("""
            no span "boil noodles" in trace 6e789e6a
            nearest: "cook noodles", "POST /noodles", "POST /orders"

            trace 6e789e6a: 13 spans, 1.0 ms
              POST /orders                  [SERVER]  @order-service       1.0 ms
              ├─ POST                       [CLIENT]                       1.0 ms
              │  └─ POST /ingredients       [SERVER]  @ingredient-service  1.0 ms
              │     ├─ reserve ingredients                                 1.0 ms
              │     └─ POST                 [CLIENT]                       1.0 ms
              │        └─ POST /noodles     [SERVER]  @noodle-service      1.0 ms
              │           └─ cook noodles                                  1.0 ms
              ├─ charge card                                               1.0 ms
              │  └─ POST                    [CLIENT]                       1.0 ms
              └─ call courier                                              1.0 ms
                 └─ POST                    [CLIENT]                       1.0 ms
                    └─ POST /deliveries     [SERVER]  @delivery-service    1.0 ms
                       └─ dispatch courier                                 1.0 ms

            report: target/trace-assert/io.traceassert.examples.ramen.MistakenExpectations/noodlesAreBoiled.txt""");
  }

  @Test
  void aPartOfTheShapeIsInAnotherTrace() {
    assertThat(
            Stable.message(RedTest.messageOf(LostContext.class, "theCourierIsCalledForTheOrder")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 4 missing
            missing "call courier", a child of "POST /orders" [SERVER]: it is the root of trace 8621a03f,
            which began at OrderService.java:<line> on thread "courier-desk" while "POST /orders" [SERVER] was open on thread "order-service"

              POST /orders                  [SERVER]  @order-service     (in order)               1.0 ms
              ├─ POST                       [CLIENT]                                              1.0 ms
              │  └─ ...                                                                                   # 1 span: "POST /ingredients"
              ├─ charge card                                             payment.provider=stripe  1.0 ms
              │  └─ POST                    [CLIENT]                                              1.0 ms
            - └─ call courier                                                                             # missing
            -    └─ POST                    [CLIENT]
            -       └─ POST /deliveries     [SERVER]  @delivery-service
            -          └─ dispatch courier

            trace 8621a03f: 4 spans, 1.0 ms
              call courier                         @order-service     1.0 ms  # began here
              └─ POST                    [CLIENT]                     1.0 ms
                 └─ POST /deliveries     [SERVER]  @delivery-service  1.0 ms
                    └─ dispatch courier                               1.0 ms

            Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.

            report: target/trace-assert/io.traceassert.examples.ramen.LostContext/theCourierIsCalledForTheOrder.txt""");
  }

  @Test
  void everyDifferenceOfAShape() {
    assertThat(Stable.message(RedTest.messageOf(MistakenExpectations.class, "severalThingsAtOnce")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 1 missing, 4 unexpected, 2 different
            missing "reserve ingredients", a child of "POST /ingredients" [SERVER]: expected 2, found 1
            "cook noodles": name: expected "boil noodles", but was "cook noodles"
            "charge card": payment.provider: expected "adyen", but was "stripe"
            unexpected "call courier", a child of "POST /orders" [SERVER]

              POST /orders                      [SERVER]  @order-service                                1.0 ms
              ├─ POST                           [CLIENT]                                                1.0 ms
              │  └─ POST /ingredients           [SERVER]  @ingredient-service                           1.0 ms
            - │     ├─ reserve ingredients  x2
            + │     ├─ reserve ingredients                                                              1.0 ms  # expected 2, found 1
              │     └─ POST                     [CLIENT]                                                1.0 ms
              │        └─ POST /noodles         [SERVER]  @noodle-service                               1.0 ms
            - │           └─ boil noodles                                      noodles.cut=thin
            + │           └─ cook noodles                                      noodles.cut=thin         1.0 ms  # name: expected "boil noodles", but was "cook noodles"
            - ├─ charge card                                                   payment.provider=adyen
            + ├─ charge card                                                   payment.provider=stripe  1.0 ms  # payment.provider: expected "adyen", but was "stripe"
              │  └─ POST                        [CLIENT]                                                1.0 ms
            + └─ call courier                                                                           1.0 ms  # unexpected
            +    └─ POST                        [CLIENT]                                                1.0 ms
            +       └─ POST /deliveries         [SERVER]  @delivery-service                             1.0 ms
            +          └─ dispatch courier                                                              1.0 ms

            report: target/trace-assert/io.traceassert.examples.ramen.MistakenExpectations/severalThingsAtOnce.txt""");
  }

  @Test
  void whatFailsOnPurposeRunsOnlyOnRequest() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectClass(LostContext.class))
        .execute()
        .containerEvents()
        .assertStatistics(statistics -> statistics.skipped(1));
  }
}
