package io.traceassert.examples.messaging;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.junit.CaptureTraces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CaptureTraces
class MessagingTest extends WithBroker {

  private OrderDesk desk;

  @BeforeEach
  void openDesk() {
    desk = new OrderDesk(broker, shop);
  }

  @AfterEach
  void closeDesk() {
    desk.close();
  }

  @Test
  void anOrderIsOneTrace(CapturedTraces traces) {
    desk.order("ramen");
    cook(1);

    assertThat(traces)
        .isContinuous()
        .propagates("send orders  [PRODUCER]", "process orders  [CONSUMER]")
        .hasServiceEdge("shop", "kitchen")
        .hasSingleTrace()
        .hasShape("""
            take order            @shop
            └─ send orders        [PRODUCER]  messaging.destination.name=orders
               └─ process orders  [CONSUMER]  @kitchen
            """)
        .span("process orders")
        .isCausedBy("take order");
  }

  @Test
  void eachOrderIsATraceOfItsOwn(CapturedTraces traces) {
    desk.order("ramen");
    desk.order("gyoza");
    cook(2);

    assertThat(traces).isContinuous(Continuity.strict().inTraces(2));
  }

  @Test
  void whatIsNotReadyIsTriedAgain(CapturedTraces traces) {
    desk.order("miso soup");
    cook(2);

    assertThat(traces)
        .isContinuous()
        .hasNoDoubleInstrumentation()
        .hasSingleTrace()
        .hasShape("""
        take order
        └─ send orders        [PRODUCER]  (in order)
           ├─ process orders  [CONSUMER]  ERROR "the soup is not ready"
           └─ process orders  [CONSUMER]
        """);
  }

  @Test
  void aBatchIsLinkedToEachOrder(CapturedTraces traces) {
    desk.order("ramen");
    desk.order("gyoza");
    desk.order("edamame");
    writeDown(3);

    assertThat(traces)
        .isContinuous(Continuity.strict().followingLinks())
        .hasTraceCount(4)
        .span("process orders  messaging.batch.message_count=3")
        .isRoot()
        .linksToAll("send orders  [PRODUCER]")
        .isCausedBy("take order");
  }
}
