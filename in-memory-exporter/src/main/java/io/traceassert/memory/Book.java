package io.traceassert.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one recording owns; or what nobody owns, for those that are open inside another one. Guarded
 * by the monitor of the ledger.
 */
final class Book {

  private static final Comparator<Entry> BY_START = Comparator.comparingLong(Entry::started);
  private static final Comparator<Entry> BY_END = Comparator.comparingLong(Entry::ended);

  private final @Nullable Book parent;
  private final long opened;
  private final long startsBefore;
  private final Unowned unowned;
  private final List<Book> openBooks = new ArrayList<>();
  private final List<Entry> started = new ArrayList<>();
  private final List<Entry> ended = new ArrayList<>();
  private @Nullable Book aside;
  private long closed = Long.MAX_VALUE;
  private long changes;

  /**
   * Opens a book.
   *
   * @param opened the number of the last event before it
   * @param startsBefore how many of them were starts
   */
  Book(@Nullable Book parent, long opened, long startsBefore, Unowned unowned) {
    this.parent = parent;
    this.opened = opened;
    this.startsBefore = startsBefore;
    this.unowned = unowned;
  }

  Book open(long event, long starts) {
    Book book = new Book(this, event, starts, unowned);
    openBooks.add(book);
    return book;
  }

  /** Forgets the entries; those of its traces that come later are not kept. */
  void close(long event) {
    closed = event;
    started.clear();
    ended.clear();
    if (parent != null) {
      parent.openBooks.remove(this);
    }
  }

  /** Returns what owns a trace of which is known only that it began here, or inside. */
  Book ownerOfNewTrace() {
    return switch (openBooks.size()) {
      case 0 -> this;
      case 1 -> openBooks.get(0).ownerOfNewTrace();
      default -> aside();
    };
  }

  private Book aside() {
    if (aside == null) {
      aside = new Book(this, opened, startsBefore, unowned);
    }
    return aside;
  }

  /** Tells whether this stands for nobody among the recordings inside another one. */
  boolean isAside() {
    return parent != null && parent.aside == this;
  }

  /** Tells whether this is a recording of somebody's. */
  boolean isOwner() {
    return parent != null && !isAside();
  }

  boolean hasOpenBooks() {
    return !openBooks.isEmpty();
  }

  /** Returns when the first of the recordings was opened that are open; or the given number. */
  long firstOpened(long otherwise) {
    return openBooks.stream().mapToLong(book -> book.opened).min().orElse(otherwise);
  }

  long startsBefore() {
    return startsBefore;
  }

  void start(Entry entry) {
    if (isAside()) {
      unowned.add(entry);
    } else if (isOpen()) {
      started.add(entry);
      changes++;
    }
  }

  void end(Entry entry) {
    if (isOpen() && !isAside()) {
      ended.add(entry);
      changes++;
    }
  }

  /** Takes an entry that nobody owned. */
  void take(Entry entry) {
    if (isOpen()) {
      started.add(entry);
      started.sort(BY_START);
      if (!entry.isOpen()) {
        ended.add(entry);
        ended.sort(BY_END);
      }
      changes++;
    }
  }

  private boolean isOpen() {
    return closed == Long.MAX_VALUE;
  }

  /** Returns a number that grows with what it owns, and with what nobody owns. */
  long changes() {
    return changes + unowned.changes();
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

  /** The entries that nobody could be said to own, begun while this book was open. */
  List<Entry> unowned() {
    return unowned.entries(entry ->
        entry.startedAfter(opened) && !entry.startedAfter(closed) && isBeside(entry.book()));
  }

  /** Tells whether what was kept aside could have been of this book. */
  private boolean isBeside(Book other) {
    return parent != null && (parent.aside == other || parent.isBeside(other));
  }
}
