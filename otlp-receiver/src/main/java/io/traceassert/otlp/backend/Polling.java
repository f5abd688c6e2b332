package io.traceassert.otlp.backend;

import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a backend again and again while somebody waits for a change, and less and less often. What
 * was found is quiet when it was still the same after a quiet window. All state is guarded by its
 * monitor, but for the listeners.
 */
final class Polling implements Recording {

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  /** What was read longer ago is read again before an assertion looks at it. */
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<CompletableFuture<Reading>> source;
  private final Wiring wiring;
  private final List<String> notes;
  private final long window;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Reading reading;
  private Capture capture;
  private boolean asking;
  private boolean quiet;
  private boolean begun;
  private long sameSince;
  private long readAt;
  private long pause = FIRST_PAUSE;

  Polling(
      Supplier<CompletableFuture<Reading>> source,
      Reading none,
      Wiring wiring,
      List<String> notes,
      Duration window) {
    this.source = source;
    this.wiring = wiring;
    this.notes = notes;
    this.window = window.toNanos();
    reading = none;
    capture = newCapture();
  }

  /** A backend does not know of tests. */
  @Override
  public Recording record() {
    return this;
  }

  @Override
  public synchronized Capture capture() {
    if (quiet && listeners.isEmpty() && System.nanoTime() - readAt > FRESH) {
      quiet = false;
      begun = false;
      capture = newCapture();
    }
    return capture;
  }

  @Override
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    begin();
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }

  private void begin() {
    synchronized (this) {
      if (asking) {
        return;
      }
      asking = true;
      pause = FIRST_PAUSE;
    }
    ask();
  }

  private void ask() {
    long asked = System.nanoTime();
    var unused = source.get().thenAccept(found -> {
      take(found, asked);
      listeners.forEach(Runnable::run);
      later();
    });
  }

  private synchronized void take(Reading found, long asked) {
    readAt = System.nanoTime();
    if (!begun || !found.isSameAs(reading)) {
      begun = true;
      sameSince = readAt;
      pause = FIRST_PAUSE;
    }
    reading = found;
    boolean waited = window == 0 || asked - sameSince >= window;
    quiet = !found.mayChange() || (!found.failed() && waited);
    capture = newCapture();
  }

  private void later() {
    long next;
    synchronized (this) {
      asking = !listeners.isEmpty() && reading.mayChange();
      if (!asking) {
        return;
      }
      next = pause();
    }
    CompletableFuture.delayedExecutor(next, TimeUnit.NANOSECONDS).execute(this::askIfAwaited);
  }

  /** What was found is looked at again when its quiet window is over, and not before. */
  private synchronized long pause() {
    if (!reading.spans().isEmpty() && !quiet) {
      return Math.max(0, sameSince + window - System.nanoTime());
    }
    pause = Math.min(LONGEST_PAUSE, pause * 2);
    return pause / 2;
  }

  private void askIfAwaited() {
    synchronized (this) {
      asking = !listeners.isEmpty();
      if (!asking) {
        return;
      }
    }
    ask();
  }

  private Capture newCapture() {
    List<String> all = new ArrayList<>(reading.spans().isEmpty() ? List.of() : notes);
    if (reading.note() != null) {
      all.add(reading.note());
    }
    Optional<Wiring> unread = unread();
    return new Capture(
        reading.spans(),
        List.of(),
        quiet ? Settlement.QUIET : Settlement.PENDING,
        context -> Optional.empty(),
        List.of(unread.orElse(wiring)),
        unread.map(Wiring::cause).stream().toList(),
        all);
  }

  /** Says why there is nothing to look at: a problem, or that nothing is there yet. */
  private Optional<Wiring> unread() {
    Problem problem = reading.problem();
    if (problem != null) {
      return Optional.of(new Wiring(false, problem.cause(), problem.advice(), List.of()));
    }
    return quiet || !reading.spans().isEmpty()
        ? Optional.empty()
        : Optional.of(new Wiring(false, wiring.cause(), wiring.advice(), wiring.facts()));
  }
}
