package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.CaptureTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs that look as if they lost the context, and do not: nobody is accused. */
class InnocentTest extends WithShop {

  @Test
  void aRootOnPurposeWithALink(CapturedTraces traces) {
    order(() -> Workers.resultOf(kitchen.submit(rootLinkedTo(Span.current().getSpanContext()))));

    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
    assertThat(traces).isContinuous(Continuity.strict().inTraces(2));
    assertAccusesNobody(traces, 1);
  }

  private Runnable rootLinkedTo(SpanContext order) {
    return () ->
        tracer.spanBuilder("cook").setNoParent().addLink(order).startSpan().end();
  }

  @Test
  void fanOut(CapturedTraces traces) {
    ExecutorService cooks = Context.taskWrapping(Executors.newFixedThreadPool(3));
    order(() -> {
      List<Future<?>> dishes = new ArrayList<>();
      for (String dish : List.of("ramen", "gyoza", "edamame")) {
        dishes.add(cooks.submit(() -> cook(dish)));
      }
      dishes.forEach(Workers::resultOf);
    });
    cooks.shutdown();

    assertThat(traces).isContinuous().hasNoLateChildren();
    assertAccusesNobody(traces, 2);
  }

  @Test
  @CaptureTraces(unexpectedErrors = Policy.IGNORE)
  void retries(CapturedTraces traces) {
    order(() -> {
      call(StatusCode.ERROR);
      call(StatusCode.ERROR);
      call(StatusCode.UNSET);
    });

    assertThat(traces).isContinuous().hasNoDoubleInstrumentation();
    assertAccusesNobody(traces, 2);
  }

  private void call(StatusCode status) {
    tracer
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .startSpan()
        .setStatus(status)
        .end();
  }

  @Test
  void aLateChildOfAProducer(CapturedTraces traces, @Service("shop") OpenTelemetry shop) {
    TextMapPropagator propagator = shop.getPropagators().getTextMapPropagator();
    Map<String, String> headers = new HashMap<>();
    order(() ->
        Work.within(producer(), () -> propagator.inject(Context.current(), headers, Map::put)));
    Message message = new Message("ramen", headers);
    Context parent = propagator.extract(Context.current(), message, Message.GETTER);
    consumer().setParent(parent).startSpan().end();

    assertThat(traces).isContinuous().hasNoLateChildren();
    assertAccusesNobody(traces, 2);
  }

  private Span producer() {
    return tracer.spanBuilder("dishes send").setSpanKind(SpanKind.PRODUCER).startSpan();
  }

  private SpanBuilder consumer() {
    return tracer.spanBuilder("dishes process").setSpanKind(SpanKind.CONSUMER);
  }

  @Test
  void severalRequests(CapturedTraces traces) {
    order(() -> cook("ramen"));
    order(() -> cook("gyoza"));
    order(() -> cook("edamame"));

    assertThat(traces).isContinuous(Continuity.strict().inTraces(3));
    assertAccusesNobody(traces, 1);
  }

  @Test
  void aBatchOfMessages(CapturedTraces traces) {
    List<SpanContext> sent = new ArrayList<>();
    for (String dish : List.of("ramen", "gyoza")) {
      order(() -> {
        Span send = producer();
        sent.add(send.getSpanContext());
        Work.within(send, () -> cook(dish));
      });
    }
    SpanBuilder batch = consumer().setNoParent();
    sent.forEach(batch::addLink);
    batch.startSpan().end();

    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
    assertAccusesNobody(traces, 1);
  }

  @Test
  void aScheduledTask(CapturedTraces traces) {
    ScheduledExecutorService nightly = Executors.newSingleThreadScheduledExecutor();
    order(() -> cook("ramen"));
    Workers.resultOf(nightly.schedule(
        () -> tracer.spanBuilder("clean up").startSpan().end(), 0, TimeUnit.SECONDS));
    nightly.shutdown();

    assertThat(traces).isContinuous(Continuity.strict().inTraces(2));
    assertAccusesNobody(traces, 1);
  }

  @Test
  void aParallelStreamWithTheContext(CapturedTraces traces) {
    order(() -> List.of("ramen", "gyoza", "edamame").parallelStream()
        .forEach(Context.current().wrapConsumer(this::cook)));

    assertThat(traces).isContinuous().hasNoLateChildren();
    assertAccusesNobody(traces, 2);
  }
}
