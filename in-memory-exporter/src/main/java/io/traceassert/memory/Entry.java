package io.traceassert.memory;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One span of the ledger, from its start on. Guarded by the lock of the ledger. */
final class Entry {

  final ReadableSpan span;
  final Beginning beginning;
  private final long started;
  private Book book;
  private long ended = Long.MAX_VALUE;
  private @Nullable SpanData data;

  /**
   * Makes an entry for a span that is open.
   *
   * @param started the number of its start among all events of the log
   * @param book who owns it
   */
  Entry(ReadableSpan span, Beginning beginning, long started, Book book) {
    this.book = book;
    this.span = span;
    this.beginning = beginning;
    this.started = started;
  }

  void end(long number) {
    ended = number;
    book.end(this);
  }

  /** Changes the owner, which was nobody. */
  void moveTo(Book owner) {
    book = owner;
    owner.take(this);
  }

  Book book() {
    return book;
  }

  long started() {
    return started;
  }

  long ended() {
    return ended;
  }

  String traceId() {
    return span.getSpanContext().getTraceId();
  }

  /** The ids of other traces that the span has links to. */
  Set<String> links() {
    return linksOf(data());
  }

  static Set<String> linksOf(SpanData span) {
    return span.getLinks().stream()
        .map(link -> link.getSpanContext().getTraceId())
        .filter(traceId -> !traceId.equals(span.getTraceId()))
        .collect(Collectors.toSet());
  }

  boolean startedAfter(long number) {
    return started > number;
  }

  boolean isOpen() {
    return ended == Long.MAX_VALUE;
  }

  boolean isSampled() {
    return span.getSpanContext().isSampled();
  }

  /** Tells whether this span was open when the other one started. */
  boolean wasOpenAtStartOf(Entry other) {
    return started < other.started && ended > other.started;
  }

  SpanData data() {
    if (isOpen()) {
      return span.toSpanData();
    }
    if (data == null) {
      data = span.toSpanData();
    }
    return data;
  }

  OpenSpan asOpenSpan(Set<String> injectedAs) {
    return new OpenSpan(
        data(), beginning.thread(), Duration.ofNanos(span.getLatencyNanos()), injectedAs);
  }
}
