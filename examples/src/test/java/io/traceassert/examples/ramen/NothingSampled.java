package io.traceassert.examples.ramen;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sampler drops every span, and so there is no trace to assert on. */
@FailsOnPurpose
class NothingSampled extends WithRamenShop {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().setSampler(Sampler.alwaysOff()));

  @Test
  void anOrderIsOneTrace(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasRoot("POST /orders");
  }
}
