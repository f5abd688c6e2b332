package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CaptureTraces
class InjectionTest {

  private static final String SHARED = "shared by the class";
  private static OpenTelemetry ofClass = OpenTelemetry.noop();

  @BeforeAll
  static void beforeAll(OpenTelemetry openTelemetry) {
    ofClass = openTelemetry;
    span(openTelemetry.getTracer("test"), "before all");
  }

  @BeforeEach
  void beforeEach(Tracer tracer) {
    span(tracer, "before each");
  }

  @AfterEach
  void theCaptureIsStillThere(CapturedTraces traces) {
    assertThat(traces).traceWithRoot("before each").hasSpanCount(1);
  }

  private static void span(Tracer tracer, String name) {
    tracer.spanBuilder(name).startSpan().end();
  }

  @Test
  void everyTypeIsOfOneCapture(
      CapturedTraces traces,
      OpenTelemetry openTelemetry,
      OpenTelemetrySdk sdk,
      Tracer tracer,
      TraceCapture capture) {
    assertThat(openTelemetry).isSameAs(sdk);
    assertThat(capture.openTelemetry()).isSameAs(sdk);
    span(tracer, "mine");
    assertThat(traces).hasTraceCount(2).traceWithRoot("mine").hasSpanCount(1);
  }

  @Test
  void servicesHaveNames(
      CapturedTraces traces,
      @Service("noodle-service") OpenTelemetry noodle,
      @Service("order-service") Tracer order,
      @Service("noodle-service") OpenTelemetrySdk sameNoodle) {
    assertThat(noodle).isSameAs(sameNoodle);
    span(noodle.getTracer("test"), "cook");
    span(order, "order");
    assertThat(traces).traceWithRoot("cook").span("cook").hasService("noodle-service");
    assertThat(traces).traceWithRoot("order").span("order").hasService("order-service");
  }

  @Test
  void whatTheSdkOfTheClassDoesDuringATestBelongsToTheTest(CapturedTraces traces) {
    span(ofClass.getTracer("test"), SHARED);
    assertThat(traces).hasTraceCount(2).traceWithRoot(SHARED).hasSpanCount(1);
  }

  @RepeatedTest(2)
  void repeatedTestsBeginAnew(CapturedTraces traces, Tracer tracer) {
    span(tracer, "repeated");
    assertThat(traces).hasTraceCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void parameterizedTestsBeginAnew(String name, CapturedTraces traces, Tracer tracer) {
    span(tracer, name);
    assertThat(traces).hasTraceCount(2).traceWithRoot(name).hasSpanCount(1);
  }

  @Nested
  class InANestedClass {

    @BeforeEach
    void beforeEachOfTheNested(Tracer tracer) {
      span(tracer, "before each of the nested");
    }

    @Test
    void bothBeforeEachesBelongToTheTest(CapturedTraces traces) {
      span(ofClass.getTracer("test"), SHARED);
      assertThat(traces).hasTraceCount(3);
    }
  }
}
