package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.examples.lost.WithShop.assertFails;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sampler leaves out calls, and asks nobody what the caller decided. */
class SamplerTest {

  @Nested
  class NotParentBased extends WithTwoServices {

    @RegisterExtension
    static final TraceExtension TRACES = TraceExtension.capturing(
        TraceCapture.builder().useDeterministicIds().setSampler(new WithoutCalls()));

    @Test
    void lost(CapturedTraces traces) {
      order(this::inject, this::extract);

      assertFails(() -> assertThat(traces).isContinuous(), """
          trace 6e789e6a is not continuous: "GET /cook" [SERVER] is a second beginning beside "order": its parent f88bb8a8 is remote and was not captured
          the context of that parent says that it was not sampled, and "GET /cook" [SERVER] was sampled all the same

          trace 6e789e6a: 2 spans, 1.0 ms
            order                @shop     1.0 ms
            GET /cook  [SERVER]  @kitchen  1.0 ms  # cut off here; entry span: its parent f88bb8a8 is remote and was not captured

          Let the sampler keep what the caller decided: Sampler.parentBased(…), or otel.traces.sampler=parentbased_….

          note: the sampler dropped 1 span: "GET"
          """);
    }
  }

  @Nested
  class ParentBased extends WithTwoServices {

    @RegisterExtension
    static final TraceExtension TRACES = TraceExtension.capturing(TraceCapture.builder()
        .useDeterministicIds()
        .setSampler(Sampler.parentBased(new WithoutCalls())));

    @Test
    void kept(CapturedTraces traces) {
      order(this::inject, this::extract);

      assertThat(traces).isContinuous();
    }
  }

  private static final class WithoutCalls implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return kind == SpanKind.CLIENT ? SamplingResult.drop() : SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
      return "WithoutCalls";
    }
  }
}
