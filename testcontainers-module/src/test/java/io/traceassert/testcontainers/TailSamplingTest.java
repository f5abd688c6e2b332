package io.traceassert.testcontainers;

import static io.traceassert.TraceAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TailSamplingTest {

  private static CollectorContainer collector;
  private static Service service;

  @BeforeAll
  static void start() {
    collector = Containers.collector("tail-sampling.yaml");
    long begin = System.nanoTime();
    collector.start();
    System.out.println("ready in " + (System.nanoTime() - begin) / 1_000_000);
    service = Service.sendingTo(collector.endpoint());
  }

  @AfterAll
  static void stop() {
    service.close();
    collector.stop();
  }

  @Test
  void errorsAreKept() {
    service.span("POST /pay").failing().end();
    service.span("GET /menu").end();
    service.flush();
    long begin = System.nanoTime();

    assertThat(collector.traces()).hasSingleTrace().hasRoot("POST /pay");

    System.out.println("asserted in " + (System.nanoTime() - begin) / 1_000_000);
    begin = System.nanoTime();
    collector.drain();
    System.out.println("drained in " + (System.nanoTime() - begin) / 1_000_000);
  }

  @Test
  void slowTracesAreKept() {
    service.span("GET /report").lasting(Duration.ofMillis(1200)).end();
    service.flush();

    assertThat(collector.traces()).hasSpan("GET /report");
  }
}
