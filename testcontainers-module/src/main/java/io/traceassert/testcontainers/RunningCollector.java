package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import io.traceassert.testcontainers.configuration.ReceiverPort;
import io.traceassert.testcontainers.configuration.Rewiring;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Set;

/** A collector that is ready, and what passes it. */
final class RunningCollector implements AutoCloseable {

  private final Preparation preparation;
  private final Rewiring rewiring;
  private final Drains drains;
  private final Flow flow;

  RunningCollector(Preparation preparation, CollectorLog log, Drains drains) {
    this.preparation = preparation;
    rewiring = requireNonNull(preparation.rewiring());
    this.drains = drains;
    flow = Flow.of(preparation.receiver(), rewiring, drains, log);
  }

  Preparation preparation() {
    return preparation;
  }

  void drain() {
    drains.drain(true);
  }

  Recording record() {
    drains.awaitRequested();
    return new CollectorRecording(flow, flow.exporters()).record();
  }

  /** Returns what is exported in the test that runs now. */
  CapturedTraces traces() {
    return captured(new CollectorRecording(flow.current(), flow.exporters()));
  }

  CapturedTraces exportedTo(String exporter) {
    Set<String> ids = Set.of(rewiring.exporters().require(exporter));
    return captured(new CollectorRecording(flow.current(), ids));
  }

  CapturedTraces received() {
    return captured(new ReceivedSpans(flow.current()));
  }

  CapturedTraces dropped() {
    return captured(new DroppedSpans(new CollectorRecording(flow.current(), flow.exporters())));
  }

  /** Follows a trace, which the test that runs now has sent. */
  Passages passages(Trace trace) {
    return new Passages(flow.current(), rewiring, trace);
  }

  private static CapturedTraces captured(Recording recording) {
    return CapturedTraces.of(List.of(recording), CapturedTraces.DEFAULT_SETTLE_TIMEOUT);
  }

  /** Returns where OTLP is received by some protocol. */
  ReceiverPort port(String protocol) {
    return rewiring.ports().stream()
        .filter(port -> port.isOtlp(protocol))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "%s has no OTLP receiver of traces with the protocol %s; it receives at %s"
                .formatted(
                    preparation.names(),
                    protocol,
                    rewiring.ports().isEmpty()
                        ? "no port that is known here"
                        : Words.list(rewiring.ports().stream()
                            .map(ReceiverPort::toString)
                            .toList()))));
  }

  @Override
  public void close() {
    drains.close();
    preparation.close();
  }
}
