package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mistakes that are made most often when code is instrumented by hand. */
@FailsOnPurpose
class Mistakes extends WithWebShop {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private static final Services OURS = Services.ours();

  /** Each cart has a span name of its own, and no backend can count them together. */
  @Test
  void anIdIsInTheName(CapturedTraces traces) throws Exception {
    WebShop shop = opened(OURS.withGateway((auth, orders) -> new Gateway(auth, orders) {
      @Override
      String routeOf(String path) {
        return path;
      }
    }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape(CHECKOUT);
  }

  /** A span that has ended takes no attributes, and the SDK does not complain. */
  @Test
  void anAttributeIsSetAfterTheEnd(CapturedTraces traces) throws Exception {
    WebShop shop =
        opened(OURS.withPayment((telemetry, provider) -> new PaymentService(telemetry, provider) {
          @Override
          void pay(String cart) {
            Span span = started();
            Work.within(span, () -> charge(cart));
            span.setAttribute("payment.state", "captured");
          }
        }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces)
        .hasSingleTrace()
        .span("charge card")
        .hasAttribute("payment.state", "captured");
  }

  /** To record an exception leaves the status alone, and the span does not count as failed. */
  @Test
  void anExceptionIsRecordedWithoutAStatus(CapturedTraces traces) throws Exception {
    provider.answerWith(402);
    WebShop shop =
        opened(OURS.withPayment((telemetry, provider) -> new PaymentService(telemetry, provider) {
          @Override
          void pay(String cart) {
            Span span = started();
            try {
              Context.current().with(span).wrap(() -> charge(cart)).run();
            } catch (RefusedException e) {
              span.recordException(e);
              throw e;
            } finally {
              span.end();
            }
          }
        }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(402);

    assertThat(traces).hasSingleTrace().span("charge card").failsWith(RefusedException.class);
  }

  /** The card was not charged, and the customer reads that all is well. */
  @Test
  void anErrorIsSwallowed(CapturedTraces traces) throws Exception {
    provider.answerWith(503);
    WebShop shop = opened(OURS.withOrder(resources -> new OrderService(resources) {
      private final Queue<String> unpaid = new ConcurrentLinkedQueue<>();

      @Override
      void pay(String cart) {
        try {
          super.pay(cart);
        } catch (RefusedException e) {
          unpaid.add(cart);
        }
      }
    }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().span("charge card").hasErrorPropagatedTo("POST /carts/...");
  }

  /** Without being current, a span is no parent. */
  @Test
  void aSpanIsNotMadeCurrent(CapturedTraces traces) throws Exception {
    WebShop shop =
        opened(OURS.withPayment((telemetry, provider) -> new PaymentService(telemetry, provider) {
          @Override
          void pay(String cart) {
            Span span = started();
            try {
              charge(cart);
            } finally {
              span.end();
            }
          }
        }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape(CHECKOUT);
  }

  /**
   * {@link Context#wrap(ExecutorService)} stays with the context of the one moment, where
   * {@link Context#taskWrapping(ExecutorService)} takes that of each task.
   */
  @Test
  void aContextIsStale(CapturedTraces traces) throws Exception {
    WebShop shop = opened(OURS.withOrder(resources -> new OrderService(resources) {
      private @Nullable ExecutorService mailroom;

      @Override
      ExecutorService mailroom() {
        if (mailroom == null) {
          mailroom = Context.current().wrap(resources.mailroom());
        }
        return mailroom;
      }
    }));
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);
    assertThat(shop.checkout(44, ADA)).isEqualTo(201);

    assertThat(traces).hasShapes(notified("42"), notified("44"));
  }

  private static String notified(String cart) {
    return """
        POST /carts/{cart}/checkout    [SERVER]
        ├─ POST                        [CLIENT]
        │  └─ ...
        └─ POST                        [CLIENT]
           └─ POST /orders             [SERVER]
              ├─ POST                  [CLIENT]  x2
              │  └─ ...
              └─ notify customer       cart.id="%s"
                 └─ ...
        """.formatted(cart);
  }
}
