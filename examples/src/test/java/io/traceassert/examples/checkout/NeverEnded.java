package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A span is ended on one path only. In production nobody ever sees the others. */
@FailsOnPurpose
class NeverEnded extends WithWebShop {

  /** Not five seconds, as usual: this span will not be ended however long one waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(TraceCapture.builder()
      .useDeterministicIds()
      .recordOriginsOfAllSpans()
      .setSettleTimeout(PATIENCE));

  @Test
  void aSpanIsNotEndedOnEachPath(CapturedTraces traces) throws Exception {
    WebShop shop =
        opened(Services.ours().withNotification(telemetry -> new NotificationService(telemetry) {
          private final Set<String> unsubscribed = Set.of("42");

          @Override
          void send(String cart) {
            Span span = started();
            if (unsubscribed.contains(cart)) {
              return;
            }
            enqueue(cart);
            span.end();
          }
        }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape(CHECKOUT);
  }
}
