package io.traceassert.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one recording owns. Guarded by the monitor of the ledger. */
final class Book {

  private final @Nullable Book parent;
  private final long opened;
  private final List<Book> openBooks = new ArrayList<>();
  private final List<Entry> started = new ArrayList<>();
  private final List<Entry> ended = new ArrayList<>();
  private @Nullable Book aside;
  private boolean closed;

  Book(@Nullable Book parent, long opened) {
    this.parent = parent;
    this.opened = opened;
  }

  Book open(long event) {
    Book book = new Book(this, event);
    openBooks.add(book);
    return book;
  }

  /** Forgets the entries; those of its traces that come later are not kept. */
  void close() {
    closed = true;
    started.clear();
    ended.clear();
    if (parent != null) {
      parent.openBooks.remove(this);
    }
  }

  Book ownerOfNewTrace() {
    return switch (openBooks.size()) {
      case 0 -> this;
      case 1 -> openBooks.get(0).ownerOfNewTrace();
      default -> aside();
    };
  }

  private Book aside() {
    if (aside == null) {
      aside = new Book(null, opened);
    }
    return aside;
  }

  void start(Entry entry) {
    if (!closed) {
      started.add(entry);
    }
  }

  void end(Entry entry) {
    if (!closed) {
      ended.add(entry);
    }
  }

  boolean isEmpty() {
    return started.isEmpty();
  }

  /** The entries that are open, in the order of their starts. */
  List<Entry> open() {
    return started.size() == ended.size()
        ? List.of()
        : started.stream().filter(Entry::isOpen).toList();
  }

  /** The entries that ended or are open, in the order of their starts. */
  List<Entry> started() {
    return List.copyOf(started);
  }

  /** The entries that ended, in the order of their ends. */
  List<Entry> ended() {
    return List.copyOf(ended);
  }

  /** The entries that nobody could be said to own, since this book was opened. */
  List<Entry> unowned() {
    if (parent == null || parent.aside == null) {
      return List.of();
    }
    return parent.aside.started.stream()
        .filter(entry -> entry.startedAfter(opened))
        .toList();
  }
}
