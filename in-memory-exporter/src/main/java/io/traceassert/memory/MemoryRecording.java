package io.traceassert.memory;

import static java.util.stream.Collectors.toMap;

import io.opentelemetry.api.trace.SpanContext;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a book of the ledger into captures. Guarded by the monitor of the ledger. */
final class MemoryRecording implements Recording {

  private final Ledger ledger;
  private final Book book;
  private final Setup setup;
  private @Nullable Capture capture;
  private long stamp;
  private boolean closed;

  MemoryRecording(Ledger ledger, Book book, Setup setup) {
    this.ledger = ledger;
    this.book = book;
    this.setup = setup;
  }

  @Override
  public Recording record() {
    return new MemoryRecording(ledger, ledger.open(book), setup);
  }

  @Override
  public Capture capture() {
    synchronized (ledger) {
      ledger.catchUp();
      long now = ledger.events()
          + setup.changes(); // both only grow, so that their sum changes with either
      if (capture == null
          || (!closed && (now != stamp || !capture.settled()))) { // open spans grow older

        capture = read();
        stamp = now;
      }
      return capture;
    }
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return ledger.log.onEnd(listener);
  }

  @Override
  public void close() {
    synchronized (ledger) {
      if (!closed) {
        ledger.catchUp();
        capture = book.isEmpty() ? null : capture(); // an empty one can be read later as well
        closed = true;
        book.close();
      }
    }
  }

  private Capture read() {
    List<Entry> open = book.open();
    List<Entry> ended = book.ended();
    return new Capture(
        ended.stream().filter(Entry::isSampled).map(Entry::data).toList(),
        open.stream().map(setup::openSpan).toList(),
        open.isEmpty() ? Settlement.FINAL : Settlement.PENDING,
        new Origins(book.started()),
        List.of(setup.wiring(
            ledger.starts(), ended.stream().filter(entry -> !entry.isSampled()).count())),
        List.of(),
        notes(!ended.isEmpty()));
  }

  private List<String> notes(boolean captured) {
    List<String> notes = new ArrayList<>(setup.notes(captured));
    List<Entry> unowned = book.unowned();
    if (!unowned.isEmpty()) {
      notes.add(Words.belongToNoTest(
          unowned.stream().map(entry -> entry.span.getName()).toList()));
    }
    return notes;
  }

  /** Finds origins when they are asked for, which is only in failures. */
  private final class Origins implements Function<SpanContext, Optional<Origin>> {

    private final List<Entry> entries;
    private @Nullable Map<String, Entry> bySpanId;

    Origins(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    public Optional<Origin> apply(SpanContext context) {
      synchronized (ledger) {
        if (bySpanId == null) {
          bySpanId = entries.stream()
              .collect(toMap(Origins::id, entry -> entry, (first, second) -> first));
        }
        return Optional.ofNullable(bySpanId.get(context.getTraceId() + context.getSpanId()))
            .map(this::originOf);
      }
    }

    private static String id(Entry entry) {
      SpanContext context = entry.span.getSpanContext();
      return context.getTraceId() + context.getSpanId();
    }

    private Origin originOf(Entry entry) {
      List<OpenSpan> openThen = entries.stream()
          .filter(other -> other.wasOpenAtStartOf(entry))
          .map(setup::openSpan)
          .toList();
      return entry.beginning.origin(openThen);
    }
  }
}
