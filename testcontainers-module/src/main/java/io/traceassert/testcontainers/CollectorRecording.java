package io.traceassert.testcontainers;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What came out of the collector at some exporters. Its own state is guarded by its monitor. */
final class CollectorRecording implements Recording {

  private final Flow flow;
  private final Collection<String> exporters;
  private @Nullable Capture capture;
  private List<Object> madeOf = List.of();

  CollectorRecording(Flow flow, Collection<String> exporters) {
    this.flow = flow;
    this.exporters = exporters;
  }

  Flow flow() {
    return flow;
  }

  /** Begins a recording inside this one, of the same. */
  @Override
  public CollectorRecording record() {
    return new CollectorRecording(flow.open(), exporters);
  }

  @Override
  public synchronized Capture capture() {
    List<Object> parts = new ArrayList<>();
    Capture received = flow.received();
    List<Capture> exports = flow.exported(exporters);
    parts.add(flow.version());
    parts.add(received);
    parts.addAll(exports);
    Capture current = capture;
    if (current == null || !isSame(parts, madeOf)) {
      current = read(received, exports);
      capture = current;
      madeOf = parts;
    }
    return current;
  }

  /** Tells whether nothing has changed; captures are large, so they are not compared. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(List<Object> parts, List<Object> others) {
    return parts.size() == others.size()
        && parts.get(0).equals(others.get(0))
        && IntStream.range(1, parts.size()).allMatch(i -> parts.get(i) == others.get(i));
  }

  private Capture read(Capture received, List<Capture> exports) {
    Capture exported = Capture.merged(exports);
    List<String> losses = new ArrayList<>(exported.losses());
    losses.addAll(flow.losses());
    return new Capture(
        exporters.size() == 1 ? exported.spans() : once(exported.spans()),
        List.of(),
        flow.settlement(received, exports),
        exported.origins(),
        List.of(wiring(received)),
        losses,
        notes(received, exported));
  }

  /** Of several exporters, each span counts once, also if one is used in several pipelines. */
  private static List<SpanData> once(List<SpanData> spans) {
    Map<String, SpanData> once = new LinkedHashMap<>();
    spans.forEach(
        span -> once.putIfAbsent(span.getTraceId() + span.getSpanId() + span.getKind(), span));
    return List.copyOf(once.values());
  }

  private static List<String> notes(Capture received, Capture exported) {
    List<String> notes = new ArrayList<>(exported.notes());
    List<String> waiting = received.withoutParent().stream().map(Words::span).toList();
    if (!waiting.isEmpty()) {
      notes.add("the parent of %s has not reached the collector".formatted(Words.list(waiting)));
    }
    return notes;
  }

  private Wiring wiring(Capture received) {
    int spans = received.spans().size();
    String names = Words.names(exporters);
    return spans == 0
        ? flow.nothingWentIn()
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
    return flow.onChange(this::capture, listener);
  }

  @Override
  public void close() {
    flow.close();
  }
}
