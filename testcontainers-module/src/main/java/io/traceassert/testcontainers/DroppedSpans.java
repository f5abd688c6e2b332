package io.traceassert.testcontainers;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import io.traceassert.text.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The traces of which nothing came out.
 *
 * @param exported what came out
 */
record DroppedSpans(CollectorRecording exported) implements Recording {

  @Override
  public Recording record() {
    return new DroppedSpans(exported.record());
  }

  @Override
  public Capture capture() {
    Capture received = exported.flow().received();
    Capture out = exported.capture();
    Set<String> kept = out.spans().stream().map(SpanData::getTraceId).collect(Collectors.toSet());
    List<SpanData> dropped = received.spans().stream()
        .filter(span -> !kept.contains(span.getTraceId()))
        .toList();
    return new Capture(
        out.settlement() == Settlement.PENDING ? List.of() : dropped,
        List.of(),
        out.settlement(),
        out.origins(),
        List.of(wiring(received)),
        out.losses(),
        out.notes());
  }

  private Wiring wiring(Capture received) {
    return received.spans().isEmpty()
        ? exported.capture().wirings().get(0)
        : new Wiring(
            true,
            "the collector dropped none of the %s that reached it"
                .formatted(Words.count((int) received.traceIds().distinct().count(), "trace")),
            "What became of a trace: assertThat(collector).trace(\"…\") says.",
            List.of());
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return exported.onChange(listener);
  }

  @Override
  public void close() {
    exported.close();
  }
}
