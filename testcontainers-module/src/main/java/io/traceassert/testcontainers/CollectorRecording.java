package io.traceassert.testcontainers;

import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What came out of the collector.
 *
 * @param flow all that passes it
 * @param exporters the exporters whose spans are recorded
 */
record CollectorRecording(Flow flow, Collection<String> exporters) implements Recording {

  @Override
  public Recording record() {
    return new CollectorRecording(flow.open(), exporters);
  }

  @Override
  public Capture capture() {
    Capture received = flow.received();
    Capture exported = flow.exported(exporters);
    List<String> losses = new ArrayList<>(exported.losses());
    losses.addAll(flow.losses());
    return new Capture(
        exported.spans(),
        List.of(),
        flow.settlement(received, exported),
        exported.origins(),
        List.of(wiring(received)),
        losses,
        exported.notes());
  }

  private Wiring wiring(Capture received) {
    int spans = received.spans().size();
    String names = Words.names(exporters);
    return spans == 0
        ? new Wiring(
            true,
            "no span reached the collector",
            "Does the service export to the collector (endpoint(), httpEndpoint(), or networkEndpoint() from a container), and soon (OTEL_BSP_SCHEDULE_DELAY=100)?",
            List.of(new Fact("exporters", names)))
        : new Wiring(
            true,
            "the collector exported none of the %s that reached it"
                .formatted(Words.count(spans, "span")),
            "What became of them: assertThat(collector).trace(\"…\") says, and collector.received() has what went in.",
            List.of(
                new Fact("exporters", names),
                new Fact(
                    "went in",
                    Words.names(received.spans().stream()
                        .map(span -> span.getName())
                        .distinct()
                        .toList()))));
  }

  @Override
  public void claim(Set<String> traceIds) {
    flow.claim(traceIds);
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return flow.onChange(exporters, listener);
  }

  @Override
  public void close() {
    flow.close();
  }
}
