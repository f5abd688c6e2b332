package io.traceassert.shape;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Traces of few names, of which some are alike, with orphans, entry spans, equal times, overlapping
 * times, and spans that take no time, end before they start, or have not ended.
 */
final class RandomTrace {

  static final AttributeKey<Long> KEY = AttributeKey.longKey("k");

  private static final String[] NAMES = {"a", "b", "c", "load", "laod"};

  private RandomTrace() {}

  static Trace of(Random random, int spans) {
    boolean oneRoot = random.nextInt(3) > 0;
    boolean sequential = random.nextBoolean();
    List<SpanData> all = new ArrayList<>();
    for (int id = 1; id <= spans; id++) {
      TestSpan span = TestSpan.span(name(random), id);
      place(span, id, oneRoot, random);
      time(span, id, sequential, random);
      if (random.nextInt(5) == 0) {
        span.kind(SpanKind.CLIENT);
      }
      if (random.nextInt(4) == 0) {
        span.attributes(Attributes.of(KEY, 1L + random.nextInt(2)));
      }
      all.add(span.build());
    }
    return Trace.of(all);
  }

  static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private static void place(TestSpan span, int id, boolean oneRoot, Random random) {
    int chosen = random.nextInt(oneRoot ? 100 : 10);
    if (chosen == 0) {
      span.parent(9_999); // an orphan
    } else if (chosen == 1) {
      span.remoteParent(9_998);
    } else if (id > 1 && chosen > 2) {
      span.parent(1 + random.nextInt(Math.min(id - 1, 2 + random.nextInt(id))));
    }
  }

  private static void time(TestSpan span, int id, boolean sequential, Random random) {
    int start = sequential ? id * 2 : random.nextInt(5);
    int length = sequential ? random.nextInt(3) : random.nextInt(5) - 1;
    span.during(start, start + length);
    if (random.nextInt(20) == 0) {
      span.open();
    }
  }
}
