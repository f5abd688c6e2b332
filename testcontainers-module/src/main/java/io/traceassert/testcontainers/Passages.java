package io.traceassert.testcontainers;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Settlement;
import io.traceassert.testcontainers.configuration.Exporters;
import io.traceassert.testcontainers.configuration.Processors;
import io.traceassert.testcontainers.configuration.Rewiring;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One trace on its way through the collector to each of its exporters. */
final class Passages {

  private final Flow flow;
  private final Rewiring rewiring;
  private final Trace trace;

  Passages(Flow flow, Rewiring rewiring, Trace trace) {
    this.flow = flow;
    this.rewiring = rewiring;
    this.trace = trace;
  }

  /**
   * Waits until a check holds and it is known what became of the trace; a check that does not hold
   * is asked again while more may come.
   *
   * @return why it does not hold in the end, or null
   * @throws io.traceassert.TraceAssertionError if it is not known in time, or spans were lost
   */
  @Nullable
  String await(Duration atMost, Function<Passages, @Nullable String> check) {
    CollectorRecording exported = new CollectorRecording(flow, flow.exporters());
    CapturedTraces traces = CapturedTraces.of(List.of(exported), Duration.ZERO);
    Capture last = traces.await(
        atMost,
        capture -> capture.settled()
            && (check.apply(this) == null || capture.settlement() == Settlement.FINAL));
    if (!last.settled() || !last.losses().isEmpty()) {
      requireWhole(traces);
    }
    return check.apply(this);
  }

  /** Says what is missing or was lost, unless it has come at last. */
  private static void requireWhole(CapturedTraces traces) {
    traces.traces();
  }

  /** Returns the trace as it went in, as far as it has. */
  Trace in() {
    List<SpanData> spans = spans(flow.received());
    return spans.isEmpty() ? trace : Trace.of(spans);
  }

  boolean wentIn() {
    return !spans(flow.received()).isEmpty();
  }

  Exporters exporters() {
    return rewiring.exporters();
  }

  Processors processors() {
    return rewiring.processors();
  }

  Passage to(String exporter) {
    return new Passage(in(), exporter, spans(Capture.merged(flow.exported(Set.of(exporter)))));
  }

  private List<SpanData> spans(Capture capture) {
    return capture.spans().stream()
        .filter(span -> span.getTraceId().equals(trace.traceId()))
        .toList();
  }

  /** Returns the passages to the exporters that got anything of the trace. */
  List<Passage> kept() {
    return exporters().ids().stream().map(this::to).filter(Passage::isKept).toList();
  }

  Set<String> policies() {
    return kept().stream()
        .flatMap(passage -> passage.policies().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names the trace in a sentence. */
  String phrase() {
    List<SpanData> beginnings = in().beginnings();
    return beginnings.isEmpty()
        ? Words.trace(trace.traceId())
        : "%s (%s)"
            .formatted(
                Words.trace(trace.traceId()), Notation.quoted(beginnings.get(0).getName()));
  }

  /** Says where it came out, and why. */
  String whereKept() {
    return "it came out at " + names(kept()) + (policies().isEmpty() ? "" : ", " + byPolicy());
  }

  /** Says where it came out and where it did not. */
  String whereItIs() {
    List<Passage> others = exporters().ids().stream()
        .map(this::to)
        .filter(passage -> !passage.isKept())
        .toList();
    return names(kept()) + (others.isEmpty() ? "" : ", not at " + names(others) + ",");
  }

  /** Says on a line of its own that spans were refused, if any were. */
  String refusals() {
    int refused = flow.refused();
    return refused == 0
        ? ""
        : "\nby its own metrics, the collector refused %s, as memory_limiter and full queues do, and told the sender"
            .formatted(Words.count(refused, "span"));
  }

  /** Says at which exporter, unless there is but one. */
  String at(String exporter) {
    return exporters().ids().size() == 1 ? "" : " at " + Notation.quoted(exporter);
  }

  private static String names(List<Passage> passages) {
    return Words.names(passages.stream().map(Passage::exporter).toList());
  }

  String byPolicy() {
    Set<String> policies = policies();
    return (policies.size() == 1 ? "sampled by policy " : "sampled by policies ")
        + Words.names(policies);
  }
}
