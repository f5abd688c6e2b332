package io.traceassert.examples.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Service;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts a broker before each test, and a worker for whoever consumes. */
abstract class WithBroker {

  private final ExecutorService worker = Workers.one("kitchen");
  Broker broker;
  OpenTelemetry shop;
  OpenTelemetry backOffice;

  @BeforeEach
  void open(@Service("shop") OpenTelemetry ofShop, @Service("kitchen") OpenTelemetry ofBackOffice)
      throws Exception {
    broker = new Broker();
    shop = ofShop;
    backOffice = ofBackOffice;
  }

  @AfterEach
  void close() {
    broker.close();
    worker.shutdown();
  }

  /** Takes so many orders out of the queue, one at a time, on a thread that knows no trace. */
  void cook(int times) {
    Workers.resultOf(worker.submit(() -> {
      try (Kitchen kitchen = new Kitchen(broker, backOffice)) {
        for (int i = 0; i < times; i++) {
          kitchen.cookNext();
        }
      }
    }));
  }

  /** Takes so many orders out of the queue at once. */
  void writeDown(int count) {
    Workers.resultOf(worker.submit(() -> {
      try (Ledger ledger = new Ledger(broker, backOffice)) {
        ledger.write(count);
      }
    }));
  }
}
