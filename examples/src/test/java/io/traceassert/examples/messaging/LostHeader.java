package io.traceassert.examples.messaging;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import jakarta.jms.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A producer that sends the order, and not the trace that it belongs to. */
@FailsOnPurpose
class LostHeader extends WithBroker {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  @Test
  void anOrderIsOneTrace(CapturedTraces traces) {
    orderWithoutHeaders("ramen");
    cook(1);

    assertThat(traces).isContinuous();
  }

  @Test
  void cookingIsCausedByTheOrder(CapturedTraces traces) {
    orderWithoutHeaders("ramen");
    cook(1);

    assertThat(traces).span("process orders").isCausedBy("take order");
  }

  @Test
  void theBatchIsLinkedToEachOrder(CapturedTraces traces) {
    order("ramen");
    orderWithoutHeaders("gyoza");
    writeDown(2);

    assertThat(traces).span("process orders").linksToAll("send orders  [PRODUCER]");
  }

  @Test
  void theBatchIsPartOfEachTrace(CapturedTraces traces) {
    order("ramen");
    orderWithoutHeaders("gyoza");
    writeDown(2);

    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
  }

  private void order(String dish) {
    try (OrderDesk desk = new OrderDesk(broker, shop)) {
      desk.order(dish);
    }
  }

  private void orderWithoutHeaders(String dish) {
    try (OrderDesk desk = new Forgetful()) {
      desk.order(dish);
    }
  }

  private final class Forgetful extends OrderDesk {

    Forgetful() {
      super(broker, shop);
    }

    @Override
    void inject(Message message) {}
  }
}
