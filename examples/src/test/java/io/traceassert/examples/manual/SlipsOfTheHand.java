package io.traceassert.examples.manual;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;

import com.sun.net.httpserver.Headers;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.net.URI;
import java.net.http.HttpRequest;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done wrong when the trace context is carried by hand. */
@FailsOnPurpose
class SlipsOfTheHand {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private OpenTelemetry shop = OpenTelemetry.noop();
  private OpenTelemetry prices = OpenTelemetry.noop();

  @BeforeEach
  void open(@Service("shop") OpenTelemetry ofShop, @Service("prices") OpenTelemetry ofPrices) {
    shop = ofShop;
    prices = ofPrices;
  }

  @Test
  void theCallerWritesNoHeaders(CapturedTraces traces) throws Exception {
    try (PriceService service = new PriceService(prices)) {
      new Forgetful(service.uri()).order("teapot");
    }

    assertThat(traces).isContinuous();
  }

  @Test
  void theServiceReadsNoHeaders(CapturedTraces traces) throws Exception {
    PriceService deaf = new PriceService(prices) {
      @Override
      Context extract(Headers headers) {
        return Context.current();
      }
    };
    try (deaf) {
      new Shop(shop, deaf.uri()).order("teapot");
    }

    assertThat(traces).isContinuous();
  }

  /** An id of the request's is not the id of a span: nobody knows the parent that it names. */
  @Test
  void theCallerMakesUpTheHeader(CapturedTraces traces) throws Exception {
    try (PriceService service = new PriceService(prices)) {
      Shop inventive = new Shop(shop, service.uri()) {
        @Override
        void inject(HttpRequest.Builder request) {
          String trace = Span.current().getSpanContext().getTraceId();
          request.setHeader("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        }
      };
      inventive.order("teapot");
    }

    assertThat(traces).isContinuous();
  }

  @Test
  void theRequestCarriesNothing(CapturedTraces traces) throws Exception {
    try (MockWebServer service = new MockWebServer()) {
      service.enqueue(new MockResponse.Builder().body("9.80").build());
      service.start();
      new Forgetful(service.url("/").uri()).order("teapot");

      assertThatCarrier(service.takeRequest()).continues(assertThat(traces).span("GET  [CLIENT]"));
    }
  }

  private final class Forgetful extends Shop {

    Forgetful(URI service) {
      super(shop, service);
    }

    @Override
    void inject(HttpRequest.Builder request) {}
  }
}
