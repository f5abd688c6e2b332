package io.traceassert;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A recording whose content the test sets. */
final class FakeRecording implements Recording {

  private static final Wiring WIRING = new Wiring(
      true,
      "the fake has nothing",
      "Give the fake some spans.",
      List.of(new Wiring.Fact("SDK", "fake"), new Wiring.Fact("started", "0 spans")));

  /** Reaches zero when somebody waits. */
  final CountDownLatch listening = new CountDownLatch(1);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<SpanContext, Origin> origins = new HashMap<>();
  private final List<String> losses = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> claimed = new HashSet<>();
  private Settlement settlement = Settlement.FINAL;
  private Wiring wiring = WIRING;
  private volatile Capture capture = capture(List.of(), List.of());

  static CapturedTraces traces(SpanData... spans) {
    return new FakeRecording().with(spans).traces();
  }

  FakeRecording with(SpanData... spans) {
    return set(List.of(spans), List.of());
  }

  FakeRecording set(List<SpanData> ended, List<OpenSpan> open) {
    capture = capture(ended, open);
    listeners.forEach(Runnable::run);
    return this;
  }

  /** Becomes a recording of another process, of which nobody knows what it may still send. */
  FakeRecording remote() {
    settlement = Settlement.QUIET;
    capture = capture(capture.spans(), capture.openSpans());
    return this;
  }

  /** Becomes a recording to which something came a moment ago. */
  FakeRecording arriving() {
    settlement = Settlement.PENDING;
    capture = capture(capture.spans(), capture.openSpans());
    return this;
  }

  Set<String> claimed() {
    return claimed;
  }

  @Override
  public void claim(Set<String> traceIds) {
    claimed.addAll(traceIds);
  }

  FakeRecording origin(SpanData span, Origin origin) {
    origins.put(span.getSpanContext(), origin);
    return this;
  }

  FakeRecording loss(String loss) {
    losses.add(loss);
    capture = capture(capture.spans(), capture.openSpans());
    return this;
  }

  /** Becomes a recording of a source that could not be read. */
  FakeRecording unread(String cause, String advice) {
    wiring = new Wiring(false, cause, advice, List.of());
    return loss(cause);
  }

  FakeRecording note(String note) {
    notes.add(note);
    return this;
  }

  /** Traces that never wait: what is not settled at once does not settle. */
  CapturedTraces traces() {
    return CapturedTraces.of(List.of(this), Duration.ZERO);
  }

  int listeners() {
    return listeners.size();
  }

  private Capture capture(List<SpanData> ended, List<OpenSpan> open) {
    return new Capture(
        ended,
        open,
        open.isEmpty() ? settlement : Settlement.PENDING,
        span -> Optional.ofNullable(origins.get(span)),
        List.of(wiring),
        losses,
        notes);
  }

  @Override
  public Recording record() {
    return new FakeRecording();
  }

  @Override
  public Capture capture() {
    return capture;
  }

  @Override
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    listening.countDown();
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {}
}
