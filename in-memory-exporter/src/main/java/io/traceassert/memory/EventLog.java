package io.traceassert.memory;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.traceassert.capture.Recording.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends of spans, in one total order. Threads of the application append with a single
 * compare-and-set and never wait; whoever reads takes everything at once.
 */
final class EventLog {

  private final AtomicReference<@Nullable Event> last = new AtomicReference<>();
  private volatile List<Consumer<ReadableSpan>> listeners = List.of();

  void started(ReadableSpan span, Beginning beginning, @Nullable Book owner) {
    append(new Event(span, beginning, owner));
  }

  void ended(ReadableSpan span) {
    append(new Event(span, null, null));
    for (Consumer<ReadableSpan> listener : listeners) {
      listener.accept(span);
    }
  }

  private void append(Event event) {
    Event previous = last.get();
    event.previous = previous;
    while (!last.compareAndSet(previous, event)) {
      previous = last.get();
      event.previous = previous;
    }
  }

  /** Removes and returns what has been appended since the last call, the earliest first. */
  Iterable<Event> drain() {
    Deque<Event> events = new ArrayDeque<>();
    for (Event event = last.getAndSet(null); event != null; event = event.previous) {
      events.addFirst(event);
    }
    return events;
  }

  /** Gives the listener each span that ends, until the returned subscription is closed. */
  Subscription onEnd(Consumer<ReadableSpan> listener) {
    change(all -> all.add(listener));
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        change(all -> all.remove(listener));
      }
    };
  }

  private synchronized void change(Consumer<List<Consumer<ReadableSpan>>> change) {
    List<Consumer<ReadableSpan>> changed = new ArrayList<>(listeners);
    change.accept(changed);
    listeners = List.copyOf(changed);
  }

  /** A start when it has a beginning, else an end. */
  static final class Event {

    final ReadableSpan span;
    final @Nullable Beginning beginning;
    final @Nullable Book owner;
    private @Nullable Event previous;

    private Event(ReadableSpan span, @Nullable Beginning beginning, @Nullable Book owner) {
      this.span = span;
      this.beginning = beginning;
      this.owner = owner;
    }
  }
}
