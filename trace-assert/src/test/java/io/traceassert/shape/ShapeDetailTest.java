package io.traceassert.shape;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a shape that is written from a trace says of its spans. */
class ShapeDetailTest {

  private static String written(ShapeDetail detail, TestSpan span) {
    return TraceShape.of(Trace.of(List.of(span.build())), detail).toString();
  }

  private static String standard(TestSpan span) {
    return written(ShapeDetail.standard(), span);
  }

  private static TestSpan status(StatusCode code, String description) {
    return span("a", 1).status(StatusData.create(code, description));
  }

  private static TestSpan exceptions(String... types) {
    return span("a", 1)
        .events(Stream.of(types)
            .map(type -> EventData.create(
                1, "exception", Attributes.of(AttributeKey.stringKey("exception.type"), type)))
            .toArray(EventData[]::new));
  }

  @Test
  void aStatusIsSaidUnlessItIsUnset() {
    assertThat(standard(span("a", 1))).isEqualTo("a\n");
    assertThat(standard(status(StatusCode.OK, ""))).isEqualTo("a  OK\n");
    assertThat(standard(status(StatusCode.OK, "fine"))).isEqualTo("a  OK\n");
    assertThat(standard(status(StatusCode.ERROR, " "))).isEqualTo("a  ERROR\n");
    assertThat(standard(status(StatusCode.ERROR, "sold out"))).isEqualTo("a  ERROR \"sold out\"\n");
    assertThat(standard(status(StatusCode.ERROR, "Bearer abcdefghijkl"))).isEqualTo("a  ERROR\n");
  }

  @Test
  void exceptionsAreSaidOnceByTheirSimpleNames() {
    assertThat(standard(exceptions("java.io.IOException", "IOException", "shop.Shop$SoldOut")))
        .isEqualTo("a  throws IOException  throws SoldOut\n");
    assertThat(standard(exceptions("shop."))).isEqualTo("a\n");
    assertThat(written(ShapeDetail.standard().withoutStatuses(), exceptions("shop.SoldOut")))
        .isEqualTo("a\n");
  }

  @Test
  void aServiceIsSaidWhereItChanges() {
    Trace trace = Trace.of(List.of(
        span("a", 1).service("shop").build(),
        span("b", 2).parent(1).service("shop").build(),
        span("c", 3).parent(2).service("kitchen").build(),
        span("d", 4).parent(3).build(),
        span("e", 5).parent(4).service("unknown_service:java").build()));
    assertThat(TraceShape.of(trace)).hasToString("""
        a              @shop
        └─ b
           └─ c        @kitchen
              └─ d
                 └─ e
        """);
  }

  @Test
  void ofAttributesThatCannotBeSaidThePresenceIs() {
    TestSpan span = span("a", 1)
        .attributes(Attributes.builder()
            .put("password", "x")
            .put("long", "x".repeat(201))
            .put("short", 1)
            .put("other", 2)
            .build());
    assertThat(written(ShapeDetail.standard().allAttributes(), span))
        .isEqualTo("a  long=*  other=2  password=*  short=1\n");
    assertThat(written(ShapeDetail.standard().attributes("short", "none"), span))
        .isEqualTo("a  short=1\n");
    assertThat(standard(span)).isEqualTo("a\n");
  }

  @Test
  void durationsAreBoundedWhereTheyAreKnown() {
    ShapeDetail once = ShapeDetail.standard().durationsBelow(1);
    assertThat(written(once, span("a", 1).during(0, 12.34))).isEqualTo("a  < 13 ms\n");
    assertThat(written(once, span("a", 1).during(5, 2))).isEqualTo("a  < 1 ns\n");
    assertThat(written(once, span("a", 1).open())).isEqualTo("a\n");
    assertThat(written(once, span("a", 1).duringNanos(Long.MIN_VALUE, Long.MAX_VALUE)))
        .isEqualTo("a\n");
    SpanData open = span("b", 3).parent(1).open().build();
    assertThat(TraceShape.of(Trace.of(List.of(root("a", 1), child("b", 2, 1), open)), once))
        .hasToString("a         < 1.1 ms\n└─ b  x2\n");
  }

  @Test
  void aFactorIsOneOrMoreAndFinite() {
    ShapeDetail detail = ShapeDetail.standard();
    for (double factor : new double[] {0.99, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> detail.durationsBelow(factor))
          .withMessage("factor must be 1 or more and finite, but is " + factor);
    }
  }
}
