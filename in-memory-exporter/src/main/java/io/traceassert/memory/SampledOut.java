package io.traceassert.memory;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the spans that a sampler drops, which no span processor ever sees. Guarded by its monitor.
 */
final class SampledOut {

  private static final int MOST_NAMES = 5;

  private final Map<String, Integer> names = new LinkedHashMap<>();
  private long total;

  Sampler counting(Sampler sampler) {
    return new CountingSampler(sampler);
  }

  private synchronized void add(String name) {
    total++;
    if (names.size() <= MOST_NAMES || names.containsKey(name)) {
      names.merge(name, 1, Integer::sum);
    }
  }

  synchronized long total() {
    return total;
  }

  /** The first names, quoted, each with the number of its spans. */
  synchronized String describeNames() {
    String first = names.entrySet().stream()
        .limit(MOST_NAMES)
        .map(name ->
            '"' + name.getKey() + '"' + (name.getValue() == 1 ? "" : " x" + name.getValue()))
        .collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES ? first + ", …" : first;
  }

  private final class CountingSampler implements Sampler {

    private final Sampler sampler;

    CountingSampler(Sampler sampler) {
      this.sampler = sampler;
    }

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      SamplingResult result = sampler.shouldSample(parent, traceId, name, kind, attributes, links);
      if (result.getDecision() == SamplingDecision.DROP) {
        add(name);
      }
      return result;
    }

    @Override
    public String getDescription() {
      return sampler.getDescription();
    }

    @Override
    public String toString() {
      return sampler.toString();
    }
  }
}
