package io.traceassert.latency;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the clocks that timed the spans of a trace. Most spans share a resource. */
final class Clocks {

  private final IdentityHashMap<Resource, Integer> byResource = new IdentityHashMap<>();
  private final Map<Clock, Integer> numbers = new HashMap<>();
  private final List<Clock> clocks = new ArrayList<>();
  private @Nullable Resource last;
  private int lastNumber;

  /** What was compared last, and mostly is again. */
  private int comparedOne;

  private int comparedOther;
  private boolean compared;

  int of(SpanData span) {
    Resource resource = span.getResource();
    if (resource != last) {
      last = resource;
      lastNumber = byResource.computeIfAbsent(resource, key -> number(Clock.of(span)));
    }
    return lastNumber;
  }

  private int number(Clock clock) {
    return numbers.computeIfAbsent(clock, key -> {
      clocks.add(key);
      return clocks.size() - 1;
    });
  }

  int count() {
    return clocks.size();
  }

  boolean differ(int one, int other) {
    if (one == other) {
      return false;
    }
    if (one != comparedOne || other != comparedOther) {
      comparedOne = one;
      comparedOther = other;
      compared = clocks.get(one).differenceTo(clocks.get(other)).isPresent();
    }
    return compared;
  }
}
