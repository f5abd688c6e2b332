package io.traceassert.memory;

import static java.util.stream.Collectors.toMap;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a book of the ledger into captures. Guarded by the monitor of the ledger. */
final class MemoryRecording implements Recording {

  private final Ledger ledger;
  private final Book book;
  private final Setup setup;
  private final Ownership ownership;
  private @Nullable Capture capture;
  private @Nullable State state;
  private boolean closed;

  MemoryRecording(Ledger ledger, Book book, Setup setup, Ownership ownership) {
    this.ledger = ledger;
    this.book = book;
    this.setup = setup;
    this.ownership = ownership;
  }

  @Override
  public Recording record() {
    return new MemoryRecording(ledger, ledger.open(book), setup, ownership);
  }

  @Override
  public Context context(Context parent) {
    return ownership.mark(parent, book);
  }

  @Override
  public void claim(Set<String> traceIds) {
    synchronized (ledger) {
      if (!closed) {
        ledger.claim(book, traceIds);
      }
    }
  }

  @Override
  public Capture capture() {
    synchronized (ledger) {
      ledger.catchUp();
      State now =
          new State(book.changes(), book.isEmpty() ? ledger.startsSince(book) : 0, setup.changes());
      if (capture == null
          || (!closed && (!now.equals(state) || !capture.settled()))) { // open spans grow older

        capture = read();
        state = now;
      }
      return capture;
    }
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return ledger.onEnd(book, listener);
  }

  @Override
  public void close() {
    synchronized (ledger) {
      if (!closed) {
        ledger.catchUp();
        boolean nothing = book.isEmpty() && book.unowned().isEmpty();
        capture = nothing ? null : capture(); // an empty one can be read later as well
        closed = true;
        ledger.close(book);
      }
    }
  }

  private Capture read() {
    List<Entry> open = book.open();
    List<Entry> ended = book.ended();
    List<Entry> unowned = book.unowned();
    long unsampled = ended.stream().filter(entry -> !entry.isSampled()).count();
    return new Capture(
        ended.stream().filter(Entry::isSampled).map(Entry::data).toList(),
        open.stream().map(setup::openSpan).toList(),
        open.isEmpty() ? Settlement.FINAL : Settlement.PENDING,
        new Origins(book.started()),
        List.of(setup.wiring(ledger.startsSince(book), unsampled, unowned.size())),
        List.of(),
        notes(!ended.isEmpty(), unowned));
  }

  private List<String> notes(boolean captured, List<Entry> unowned) {
    List<String> notes = new ArrayList<>(setup.notes(captured));
    notes.addAll(UnownedNotes.of(unowned, captured));
    return notes;
  }

  /**
   * What a capture was made of, as numbers that only grow. An empty one tells what others began.
   */
  private record State(long book, long others, long setup) {}

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
