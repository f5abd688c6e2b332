package io.traceassert.examples.manual;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import io.traceassert.junit.Service;
import io.traceassert.propagation.PropagationFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Both services, the one that calls alone, and the one that is called alone. */
@CaptureTraces
class ManualPropagationTest {

  private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void bothServices(
      CapturedTraces traces,
      @Service("shop") OpenTelemetry shop,
      @Service("prices") OpenTelemetry prices)
      throws Exception {
    try (PriceService service = new PriceService(prices)) {
      assertThat(new Shop(shop, service.uri()).order("teapot")).isEqualTo("9.80");
    }

    assertThat(traces)
        .isContinuous()
        .propagates("GET  [CLIENT]", "GET /prices/{thing}  [SERVER]")
        .hasServiceEdge("shop", "prices")
        .hasSingleTrace()
        .hasShape("""
            order                       @shop
            └─ GET                      [CLIENT]  http.response.status_code=200
               └─ GET /prices/{thing}   [SERVER]  @prices
                  └─ look up price
            """);
  }

  @Test
  void theOneThatCalls(CapturedTraces traces, @Service("shop") OpenTelemetry shop)
      throws Exception {
    try (MockWebServer prices = new MockWebServer()) {
      prices.enqueue(new MockResponse.Builder().body("9.80").build());
      prices.start();
      new Shop(shop, prices.url("/").uri()).order("teapot");

      RecordedRequest request = prices.takeRequest();
      assertThatCarrier(request)
          .continues(assertThat(traces).span("GET  [CLIENT]"))
          .carriesContextIn(PropagationFormat.W3C)
          .carriesValidTraceparent()
          .hasSampledFlag(true);
    }
  }

  @Test
  void theOneThatIsCalled(CapturedTraces traces, @Service("prices") OpenTelemetry prices)
      throws Exception {
    try (PriceService service = new PriceService(prices)) {
      URI teapot = service.uri().resolve("/prices/teapot");
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(teapot).header("traceparent", CALLER).build(),
              BodyHandlers.discarding());
    }

    assertThat(traces)
        .hasSingleTrace()
        .span("GET /prices/{thing}")
        .hasTraceId("0af7651916cd43dd8448eb211c80319c")
        .hasParentSpanId("b7ad6b7169203331")
        .isSampled();
  }
}
