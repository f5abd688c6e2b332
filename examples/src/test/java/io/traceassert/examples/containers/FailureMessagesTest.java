package io.traceassert.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person reads when there is a mistake in the file of the collector, word for word. */
@ExtendWith(RequiresDocker.class)
class FailureMessagesTest {

  @BeforeAll
  static void start() {
    Checkout.start();
  }

  @Test
  void aPolicyIsTooNarrow() {
    assertThat(messageOf("aPolicyIsTooNarrow")).isEqualTo("""
            trace 6e789e6a ("POST /checkout") was dropped by the collector, expected it to be sampled by policy "errors"
            tail_sampling in the given configuration has {name: errors, type: numeric_attribute, numeric_attribute: {key: http.response.status_code, min_value: 500, max_value: 599}}

            trace 6e789e6a: 11 spans went in, 0 came out at "otlp/jaeger"

            - POST /checkout                 [SERVER]  @gateway
            - ├─ middleware - jsonParser
            - └─ request handler
            -    ├─ GET                      [CLIENT]
            -    │  └─ GET /stock/{item}     [SERVER]
            -    │     └─ look up stock
            -    └─ POST                     [CLIENT]            ERROR
            -       └─ POST /orders          [SERVER]
            -          └─ POST               [CLIENT]            ERROR
            -             └─ POST /payments  [SERVER]
            -                └─ charge card                      ERROR""");
  }

  @Test
  void anAttributeIsMisspelt() {
    assertThat(messageOf("anAttributeIsMisspelt")).isEqualTo("""
            attribute "card.number" was not removed: "charge card" still has it at "otlp/jaeger"
            attributes/cards in the given configuration has "card.nunber", not "card.number"

            trace 6e789e6a: 11 spans went in, 11 came out at "otlp/jaeger"

              POST /checkout                 [SERVER]  @gateway
              ├─ middleware - jsonParser
              └─ request handler
                 ├─ GET                      [CLIENT]
                 │  └─ GET /stock/{item}     [SERVER]
                 │     └─ look up stock
                 └─ POST                     [CLIENT]            ERROR
                    └─ POST /orders          [SERVER]
                       └─ POST               [CLIENT]            ERROR
                          └─ POST /payments  [SERVER]
                             └─ charge card                      ERROR  # still has card.number""");
  }

  @Test
  void anExporterIsMissing() {
    assertThat(messageOf("anExporterIsMissing"))
        .isEqualTo(
            "the given configuration: exporter \"otlp/jaeger\" is defined, but in no traces pipeline; the traces pipelines export to \"debug\"");
  }

  /** Trace ids are made by the gateway, and differ each time. */
  private static String messageOf(String mistake) {
    return RedTest.messageOf(Mistakes.class, mistake)
        .replaceAll("(?<=trace )\\p{XDigit}{8}\\b", "6e789e6a");
  }
}
