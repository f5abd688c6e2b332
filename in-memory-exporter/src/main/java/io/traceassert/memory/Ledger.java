package io.traceassert.memory;

import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Replays the log: which span is open, and which recording owns which trace. All of its state, and
 * that of its books and entries, is guarded by its monitor.
 */
final class Ledger {

  final EventLog log = new EventLog();

  private final IdentityHashMap<ReadableSpan, Entry> open = new IdentityHashMap<>();
  private final Map<String, Book> bookOfTrace = new HashMap<>();
  private final Book root = new Book(null, 0);
  private long events;
  private long starts;

  Book root() {
    return root;
  }

  /** Applies everything that was logged since the last call. */
  synchronized void catchUp() {
    for (EventLog.Event event : log.drain()) {
      events++;
      if (event.beginning != null) {
        starts++;
        start(event.span, event.beginning);
      } else {
        end(event.span);
      }
    }
  }

  synchronized Book open(Book parent) {
    catchUp();
    return parent.open(events);
  }

  /** Returns the number of the last event that was applied. */
  synchronized long events() {
    return events;
  }

  /** Returns how many spans were started, whoever owns them. */
  synchronized long starts() {
    catchUp();
    return starts;
  }

  private Entry start(ReadableSpan span, Beginning beginning) {
    Book book = bookOfTrace.computeIfAbsent(
        span.getSpanContext().getTraceId(), id -> root.ownerOfNewTrace());
    Entry entry = new Entry(span, beginning, events, book);
    open.put(span, entry);
    book.start(entry);
    return entry;
  }

  private void end(ReadableSpan span) {
    Entry entry = open.remove(span);
    if (entry == null) { // from a processor that forwards ends only
      entry = start(span, Beginning.unknown());
      open.remove(span);
    }
    entry.end(events);
  }
}
