package io.traceassert.examples.messaging;

import jakarta.jms.JMSContext;
import java.util.UUID;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;

/** A message broker in this JVM, which keeps nothing on disk and listens to no port. */
final class Broker implements AutoCloseable {

  private final BrokerService service = new BrokerService();
  private final ActiveMQConnectionFactory connections;

  Broker() throws Exception {
    String name = "broker-" + UUID.randomUUID();
    service.setBrokerName(name);
    service.setPersistent(false);
    service.setUseJmx(false);
    service.setUseShutdownHook(false);
    service.start();
    connections = new ActiveMQConnectionFactory("vm://" + name + "?create=false");
    connections.getRedeliveryPolicy().setInitialRedeliveryDelay(0);
  }

  /** Connects a producer: what it sends is in the queue at once. */
  JMSContext connect() {
    return connections.createContext();
  }

  /** Connects a consumer: what it does not commit goes back into the queue. */
  JMSContext connectTransacted() {
    return connections.createContext(JMSContext.SESSION_TRANSACTED);
  }

  @Override
  public void close() {
    try {
      service.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not stop", e);
    }
  }
}
