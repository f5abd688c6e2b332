package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class ReactorTest extends WithShop {

  @Test
  void lost(CapturedTraces traces) {
    order(() -> Flux.just("ramen")
        .publishOn(Schedulers.fromExecutorService(kitchen))
        .doOnNext(this::cook)
        .blockLast());

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "cook" began one of its own
        "cook" began trace 1b39896a at WithShop.java:<line> on thread "kitchen", in a Reactor operator
        while "order" of trace 6e789e6a was open on thread "main"

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        Reactor does not carry OpenTelemetry's context by itself: ContextPropagationOperator of opentelemetry-reactor-3.1 does, or Hooks.enableAutomaticContextPropagation() with a ThreadLocalAccessor for it.
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> Flux.just("ramen")
        .publishOn(Schedulers.fromExecutorService(kitchen))
        .doOnNext(Context.current().wrapConsumer(this::cook))
        .blockLast());

    assertThat(traces).isContinuous();
  }
}
