package io.traceassert.examples.stethoscope;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.Work;

/**
 * A checkout over five services whose teams name their spans as they like, and leave out what they
 * find dull. It takes 640 ms. Not final: each test makes one step ill.
 */
class Checkout {

  static final int ITEMS = 20;

  final Services services;
  final Pace pace;

  Checkout(Services services, Pace pace) {
    this.services = services;
    this.pace = pace;
  }

  void run() {
    within(services.web(), "POST /checkout", SpanKind.SERVER, () -> {
      Span recommendations = services.web().spanBuilder("recommendations").startSpan();
      within(services.web(), "auth.check", SpanKind.INTERNAL, () -> pace.work(20));
      call(services.web(), "HTTP POST", services.order(), "OrderController.create", () -> {
        order();
        recommendations.end(); // nobody waits for them, so that they are not guilty
        within(services.order(), "SendMailJob", SpanKind.PRODUCER, () -> pace.work(5));
      });
    });
  }

  private void order() {
    within(services.order(), "validateCart", SpanKind.INTERNAL, () -> pace.work(30));
    for (int i = 0; i < ITEMS; i++) {
      call(services.order(), "grpc.Stock/Reserve", services.stock(), "reserve_item", this::reserve);
    }
    call(services.order(), "GET", services.tax(), "handler", this::tax);
    call(services.order(), "payment-authorize", services.payment(), "process", this::pay);
  }

  void reserve() {
    select(12);
  }

  final void select(int millis) {
    within(services.stock(), "SELECT", SpanKind.CLIENT, () -> pace.work(millis));
  }

  void tax() {
    pace.work(80);
  }

  void pay() {
    pace.work(15);
    within(services.payment(), "HTTP POST", SpanKind.CLIENT, () -> pace.work(250));
  }

  private static void call(
      Tracer caller, String request, Tracer callee, String handler, Runnable work) {
    within(caller, request, SpanKind.CLIENT, () -> within(callee, handler, SpanKind.SERVER, work));
  }

  private static void within(Tracer tracer, String name, SpanKind kind, Runnable work) {
    Work.within(tracer.spanBuilder(name).setSpanKind(kind).startSpan(), work);
  }
}
