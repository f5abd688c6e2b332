package io.traceassert.junit.parallel;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue whose messages carry baggage, and whose consumer begins each trace anew. */
class StampedMessages {

  static final TraceCapture APPLICATION = TraceCapture.builder().stampBaggage().build();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(APPLICATION);

  private static final TextMapPropagator BAGGAGE = W3CBaggagePropagator.getInstance();
  private static final ExecutorService CONSUMER = Executors.newSingleThreadExecutor(task -> {
    Thread thread = new Thread(task, "consumer");
    thread.setDaemon(true);
    return thread;
  });

  @RepeatedTest(2)
  void aMessage(CapturedTraces traces) throws Exception {
    Map<String, String> headers = new HashMap<>();
    BAGGAGE.inject(Context.current(), headers, (carrier, key, value) -> headers.put(key, value));
    CONSUMER.submit(() -> receive(headers, APPLICATION.openTelemetry())).get(1, TimeUnit.MINUTES);

    assertThat(traces).hasSingleTrace().hasRoot("receive");
  }

  private static void receive(Map<String, String> headers, OpenTelemetry openTelemetry) {
    Context received = BAGGAGE.extract(Context.root(), headers, new Headers());
    openTelemetry
        .getTracer("queue")
        .spanBuilder("receive")
        .setParent(received)
        .startSpan()
        .end();
  }

  private static final class Headers implements TextMapGetter<Map<String, String>> {

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
