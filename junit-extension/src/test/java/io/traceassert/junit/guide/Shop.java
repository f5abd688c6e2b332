package io.traceassert.junit.guide;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.time.TestClock;
import java.time.Duration;
import java.util.List;

/** A shop of two services that takes order 42; time passes only where it says so. */
@SuppressWarnings("try") // scopes are only closed
final class Shop {

  /** What becomes of the card. */
  enum Card {
    ACCEPTED,
    DECLINED,
    /** And the shop says yes all the same. */
    DECLINED_IN_SILENCE
  }

  private final Tracer shop;
  private final Tracer mail;
  private final TestClock clock;

  Shop(OpenTelemetry shop, OpenTelemetry mail, TestClock clock) {
    this.shop = shop.getTracerProvider()
        .tracerBuilder("io.shop.checkout")
        .setInstrumentationVersion("1.4")
        .build();
    this.mail = mail.getTracer("io.shop.mail");
    this.clock = clock;
  }

  void checkout() {
    sendMail(order(Card.ACCEPTED));
  }

  SpanContext order(Card card) {
    return order(card, Context.root());
  }

  SpanContext order(Card card, Context caller) {
    Span root = shop.spanBuilder("POST /checkout")
        .setParent(caller)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("order.id", 42)
        .startSpan();
    try (Scope ignored = root.makeCurrent()) {
      step("validate cart", 2);
      reserve(List.of("noodles", "eggs", "leek"));
      charge(card);
      return card == Card.ACCEPTED ? publish() : SpanContext.getInvalid();
    } catch (IllegalStateException declined) {
      if (card == Card.DECLINED) {
        root.setStatus(StatusCode.ERROR);
      }
      return SpanContext.getInvalid();
    } finally {
      root.end();
    }
  }

  private void step(String name, int millis) {
    Span span = shop.spanBuilder(name).startSpan();
    pass(millis);
    span.end();
  }

  private void reserve(List<String> items) {
    List<Span> open = items.stream()
        .map(item -> shop.spanBuilder("reserve item").setAttribute("item", item).startSpan())
        .toList();
    pass(5);
    open.forEach(Span::end);
  }

  private void charge(Card card) {
    Span charge = shop.spanBuilder("charge card")
        .setAttribute("payment.provider", "stripe")
        .setAttribute("payment.amount", 49.9)
        .setAttribute(AttributeKey.stringArrayKey("payment.methods"), List.of("visa", "debit"))
        .startSpan();
    try (Scope ignored = charge.makeCurrent()) {
      charge.addEvent("fraud checked", Attributes.of(AttributeKey.longKey("score"), 7L));
      callProvider(card);
      charge.addEvent("receipt stored");
    } catch (IllegalStateException declined) {
      charge.recordException(declined).setStatus(StatusCode.ERROR);
      throw declined;
    } finally {
      charge.end();
    }
  }

  private void callProvider(Card card) {
    Span post = shop.spanBuilder("POST").setSpanKind(SpanKind.CLIENT).startSpan();
    pass(20);
    try {
      post.setAttribute("http.response.status_code", card == Card.ACCEPTED ? 200 : 402);
      if (card != Card.ACCEPTED) {
        post.setStatus(StatusCode.ERROR);
        throw new IllegalStateException("card declined");
      }
    } finally {
      post.end();
    }
  }

  private SpanContext publish() {
    Span publish =
        shop.spanBuilder("publish order").setSpanKind(SpanKind.PRODUCER).startSpan();
    pass(1);
    publish.end();
    return publish.getSpanContext();
  }

  void sendMail(SpanContext order) {
    Span send = mail.spanBuilder("send mail")
        .setNoParent()
        .setSpanKind(SpanKind.CONSUMER)
        .addLink(order, Attributes.of(AttributeKey.longKey("batch.index"), 0L))
        .startSpan();
    pass(3);
    send.end();
  }

  private void pass(int millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  /** Asks the database once for each of three orders, and then two services one after the other. */
  void listOrders() {
    Span root = shop.spanBuilder("GET /orders").setSpanKind(SpanKind.SERVER).startSpan();
    try (Scope ignored = root.makeCurrent()) {
      query("SELECT * FROM orders WHERE buyer = ?");
      List.of(40, 41, 42).forEach(id -> query("SELECT * FROM item WHERE order_id = " + id));
      get("prices", 20);
      get("stock", 30);
    } finally {
      root.end();
    }
  }

  private void query(String statement) {
    Span span = shop.spanBuilder("SELECT shop")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "postgresql")
        .setAttribute("db.query.text", statement)
        .startSpan();
    pass(4);
    span.end();
  }

  private void get(String host, int millis) {
    Span span = shop.spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("http.request.method", "GET")
        .setAttribute("url.full", "http://" + host + "/items/42")
        .startSpan();
    pass(millis);
    span.end();
  }
}
