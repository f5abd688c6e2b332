package io.traceassert.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a box of the inbox into captures. The quiet window begins when somebody first looks after
 * the last arrival, so that what is on its way when an assertion begins is waited for. Guarded by
 * the monitor of the inbox.
 */
final class ReceivedRecording implements Recording {

  private final Inbox inbox;
  private final Box box;
  private final QuietWindow window;
  private final Supplier<Wiring> wiring;
  private @Nullable Capture capture;
  private long changes = -1;
  private long lookedAt;
  private boolean closed;

  ReceivedRecording(Inbox inbox, Box box, QuietWindow window, Supplier<Wiring> wiring) {
    this.inbox = inbox;
    this.box = box;
    this.window = window;
    this.wiring = wiring;
  }

  @Override
  public Recording record() {
    return new ReceivedRecording(inbox, inbox.open(box), window, wiring);
  }

  @Override
  public Capture capture() {
    synchronized (inbox) {
      if (capture == null || (!closed && (changes != box.changes() || isOver(capture)))) {
        capture = read();
      }
      return capture;
    }
  }

  private boolean isOver(Capture pending) {
    return !pending.settled() && window.isOver(lookedAt);
  }

  private Capture read() {
    if (changes != box.changes()) {
      changes = box.changes();
      lookedAt = window.begin(inbox::wake);
    }
    return new Capture(
        box.spans(),
        List.of(),
        window.isOver(lookedAt) ? Settlement.QUIET : Settlement.PENDING,
        context -> Optional.empty(),
        List.of(wiring.get()),
        box.losses(),
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(box.notes());
    List<SpanData> unowned = box.unowned();
    if (!unowned.isEmpty()) {
      notes.add(Words.belongToNoTest(unowned.stream().map(SpanData::getName).toList()));
    }
    return notes;
  }

  @Override
  public void claim(Set<String> traceIds) {
    inbox.claim(box, traceIds);
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return inbox.listen(listener);
  }

  @Override
  public void close() {
    synchronized (inbox) {
      if (!closed) {
        capture = capture();
        closed = true;
        inbox.close(box);
      }
    }
  }
}
