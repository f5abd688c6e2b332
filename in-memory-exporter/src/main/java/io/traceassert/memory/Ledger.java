package io.traceassert.memory;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.traceassert.capture.Recording.Subscription;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replays the log: which span is open, and which recording owns which trace. All of its state, and
 * that of its books and entries, is guarded by its monitor.
 */
final class Ledger {

  final EventLog log = new EventLog();

  private final IdentityHashMap<ReadableSpan, Entry> open = new IdentityHashMap<>();

  /** Changed under the monitor, and read without it by threads of the application. */
  private final Map<String, Book> bookOfTrace = new ConcurrentHashMap<>();

  private final Unowned unowned = new Unowned();
  private final Book root = new Book(null, 0, 0, unowned);
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
        start(event.span, event.beginning, event.owner);
      } else {
        end(event.span);
      }
    }
  }

  synchronized Book open(Book parent) {
    catchUp();
    return parent.open(events, starts);
  }

  synchronized void close(Book book) {
    catchUp();
    book.close(events);
    unowned.forgetUntil(root.firstOpened(events));
  }

  /** Returns how many spans were started since a book was opened, whoever owns them. */
  synchronized long startsSince(Book book) {
    catchUp();
    return starts - book.startsBefore();
  }

  /** Gives traces to a book, unless another one owns them. */
  synchronized void claim(Book book, Collection<String> traceIds) {
    catchUp();
    traceIds.forEach(traceId -> {
      Book owner = bookOfTrace.putIfAbsent(traceId, book);
      if (owner != null && owner.isAside()) {
        move(traceId, book);
      }
    });
  }

  /** Calls the listener after the end of each span that is not known to be another book's. */
  Subscription onEnd(Book book, Runnable listener) {
    return log.onEnd(span -> {
      Book owner = bookOfTrace.get(span.getSpanContext().getTraceId());
      if (owner == null || owner == book || !owner.isOwner()) {
        listener.run();
      }
    });
  }

  /** Forgets which traces there were. Only when nobody records any more. */
  synchronized void forget() {
    catchUp();
    bookOfTrace.clear();
  }

  private Entry start(ReadableSpan span, Beginning beginning, @Nullable Book owner) {
    String traceId = span.getSpanContext().getTraceId();
    Book book = bookOfTrace.get(traceId);
    if (book == null) {
      book = ownerOfNewTrace(span, owner);
      bookOfTrace.put(traceId, book);
    }
    Entry entry = new Entry(span, beginning, events, book);
    open.put(span, entry);
    book.start(entry);
    return entry;
  }

  private void end(ReadableSpan span) {
    Entry entry = open.remove(span);
    if (entry == null) { // from a processor that forwards ends only
      entry = start(span, Beginning.unknown(), null);
      open.remove(span);
    }
    entry.end(events);
    adopt(entry);
  }

  private Book ownerOfNewTrace(ReadableSpan span, @Nullable Book byContext) {
    if (byContext != null) {
      return byContext.ownerOfNewTrace();
    }
    Book linked = root.hasOpenBooks() ? ownerOf(Entry.linksOf(span.toSpanData())) : null;
    return linked == null ? root.ownerOfNewTrace() : linked;
  }

  /** Finds the one recording that owns all of the traces that somebody owns. */
  private @Nullable Book ownerOf(Set<String> traceIds) {
    Set<Book> owners = traceIds.stream()
        .map(bookOfTrace::get)
        .filter(book -> book != null && book.isOwner())
        .collect(Collectors.toSet());
    return owners.size() == 1 ? owners.iterator().next() : null;
  }

  /** Looks whether a link leads from a trace that nobody owns to one that has an owner, or back. */
  private void adopt(Entry entry) {
    if (unowned.isEmpty()) {
      return;
    }
    if (!entry.book().isAside()) {
      adoptLinked(entry);
      return;
    }
    Book owner = ownerOf(entry.links());
    if (owner != null) {
      move(entry.traceId(), owner);
    }
  }

  private void adoptLinked(Entry entry) {
    for (String linked : entry.links()) {
      Book book = bookOfTrace.get(linked);
      if (book != null && book.isAside() && entry.book().isOwner()) {
        move(linked, entry.book());
      }
    }
  }

  /** Gives a trace that nobody owned to a book, and so do those that are linked with it. */
  private void move(String traceId, Book to) {
    bookOfTrace.put(traceId, to);
    for (Entry entry : unowned.remove(traceId)) {
      entry.moveTo(to);
      adoptLinked(entry);
    }
    unowned.linkedTo(traceId).forEach(this::adopt);
  }
}
