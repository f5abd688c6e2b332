package io.traceassert.benchmarks;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.testing.assertj.TracesAssert;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TraceAssert;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Checks a list of 12 spans: of each its name, kind, parent and service, of most an attribute, and
 * that there are no others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TypicalShape {

  private static final String TEXT = """
      POST /checkout         [SERVER]    @order    http.response.status_code=200
      ├─ validate cart       [INTERNAL]  @order    cart.items=3
      │  └─ SELECT carts     [CLIENT]    @order    db.system.name=postgresql
      ├─ reserve item        [INTERNAL]  @order    x3
      ├─ charge card         [INTERNAL]  @order    payment.provider=stripe
      │  └─ POST             [CLIENT]    @order    http.response.status_code=201
      │     └─ POST /charges  [SERVER]    @payment  http.response.status_code=201
      │        └─ INSERT charges  [CLIENT]  @payment  db.system.name=postgresql
      └─ publish order       [PRODUCER]  @order    messaging.destination.name=orders
         └─ process order    [CONSUMER]  @mail     messaging.destination.name=orders
      """;

  private final TraceShape shape = TraceShape.parse(TEXT);
  private final List<SpanData> spans = spans();

  private static List<SpanData> spans() {
    Resource order = VariedSpans.service("order");
    Resource payment = VariedSpans.service("payment");
    Resource mail = VariedSpans.service("mail");
    Attributes postgresql = text("db.system.name", "postgresql");
    Attributes orders = text("messaging.destination.name", "orders");
    return new VariedSpans()
        .add(-1, "POST /checkout", SpanKind.SERVER, status(200), order)
        .add(0, "validate cart", SpanKind.INTERNAL, number("cart.items", 3), order)
        .add(1, "SELECT carts", SpanKind.CLIENT, postgresql, order)
        .add(0, "reserve item", SpanKind.INTERNAL, number("item.id", 17), order)
        .add(0, "reserve item", SpanKind.INTERNAL, number("item.id", 4), order)
        .add(0, "reserve item", SpanKind.INTERNAL, number("item.id", 99), order)
        .add(0, "charge card", SpanKind.INTERNAL, text("payment.provider", "stripe"), order)
        .add(6, "POST", SpanKind.CLIENT, status(201), order)
        .add(7, "POST /charges", SpanKind.SERVER, status(201), payment)
        .add(8, "INSERT charges", SpanKind.CLIENT, postgresql, payment)
        .add(0, "publish order", SpanKind.PRODUCER, orders, order)
        .add(10, "process order", SpanKind.CONSUMER, orders, mail)
        .spans();
  }

  private static Attributes status(long code) {
    return number("http.response.status_code", code);
  }

  private static Attributes number(String key, long value) {
    return Attributes.of(longKey(key), value);
  }

  private static Attributes text(String key, String value) {
    return Attributes.of(stringKey(key), value);
  }

  /** With a shape that was read before. */
  @Benchmark
  public TraceAssert parsed() {
    return assertThat(Trace.of(spans)).hasShape(shape);
  }

  /** With a text, as most tests have it. */
  @Benchmark
  public TraceAssert text() {
    return assertThat(Trace.of(spans)).hasShape(TEXT);
  }

  /** With sdk-testing, in the order of the starts. */
  @Benchmark
  public TracesAssert sdkTesting() {
    return TracesAssert.assertThat(spans)
        .hasTracesSatisfyingExactly(trace -> trace.hasSpansSatisfyingExactly(
            span -> isOf(span, "POST /checkout", SpanKind.SERVER, "order")
                .hasNoParent()
                .hasAttribute(longKey("http.response.status_code"), 200L),
            span -> isOf(span, "validate cart", SpanKind.INTERNAL, "order")
                .hasParent(trace.getSpan(0))
                .hasAttribute(longKey("cart.items"), 3L),
            span -> isOf(span, "SELECT carts", SpanKind.CLIENT, "order")
                .hasParent(trace.getSpan(1))
                .hasAttribute(stringKey("db.system.name"), "postgresql"),
            span ->
                isOf(span, "reserve item", SpanKind.INTERNAL, "order").hasParent(trace.getSpan(0)),
            span ->
                isOf(span, "reserve item", SpanKind.INTERNAL, "order").hasParent(trace.getSpan(0)),
            span ->
                isOf(span, "reserve item", SpanKind.INTERNAL, "order").hasParent(trace.getSpan(0)),
            span -> isOf(span, "charge card", SpanKind.INTERNAL, "order")
                .hasParent(trace.getSpan(0))
                .hasAttribute(stringKey("payment.provider"), "stripe"),
            span -> isOf(span, "POST", SpanKind.CLIENT, "order")
                .hasParent(trace.getSpan(6))
                .hasAttribute(longKey("http.response.status_code"), 201L),
            span -> isOf(span, "POST /charges", SpanKind.SERVER, "payment")
                .hasParent(trace.getSpan(7))
                .hasAttribute(longKey("http.response.status_code"), 201L),
            span -> isOf(span, "INSERT charges", SpanKind.CLIENT, "payment")
                .hasParent(trace.getSpan(8))
                .hasAttribute(stringKey("db.system.name"), "postgresql"),
            span -> isOf(span, "publish order", SpanKind.PRODUCER, "order")
                .hasParent(trace.getSpan(0))
                .hasAttribute(stringKey("messaging.destination.name"), "orders"),
            span -> isOf(span, "process order", SpanKind.CONSUMER, "mail")
                .hasParent(trace.getSpan(10))
                .hasAttribute(stringKey("messaging.destination.name"), "orders")));
  }

  private static SpanDataAssert isOf(
      SpanDataAssert span, String name, SpanKind kind, String service) {
    return span.hasName(name)
        .hasKind(kind)
        .hasResourceSatisfying(
            resource -> resource.hasAttribute(stringKey("service.name"), service));
  }
}
