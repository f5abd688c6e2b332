package io.traceassert.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.otlp.server.Faults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one recording owns of what has arrived. Guarded by the monitor of the inbox. */
final class Box {

  private final @Nullable Box parent;
  private final List<Box> openBoxes = new ArrayList<>();
  private final List<SpanData> spans = new ArrayList<>();
  private final Faults losses = new Faults();
  private final Faults notes = new Faults();
  private @Nullable Box aside;
  private boolean closed;
  private long changes;

  Box(@Nullable Box parent) {
    this.parent = parent;
  }

  Box open() {
    Box box = new Box(this);
    openBoxes.add(box);
    return box;
  }

  /** Forgets what it holds; what of its traces comes later is not kept. */
  void close() {
    closed = true;
    spans.clear();
    if (parent != null) {
      parent.openBoxes.remove(this);
    }
  }

  Box ownerOfNewTrace() {
    return switch (openBoxes.size()) {
      case 0 -> this;
      case 1 -> openBoxes.get(0).ownerOfNewTrace();
      default -> aside();
    };
  }

  private Box aside() {
    if (aside == null) {
      aside = new Box(null);
    }
    return aside;
  }

  /** Tells whether a box holds what this one could claim. */
  boolean mayClaimFrom(@Nullable Box owner) {
    return owner == null || (parent != null && owner == parent.aside);
  }

  /** Adds a span, unless the recording is over. */
  void add(SpanData span) {
    if (!closed) {
      spans.add(span);
      changes++;
    }
  }

  /** Counts the spans that it and all boxes inside it hold. */
  int size() {
    return spans.size()
        + (aside == null ? 0 : aside.size())
        + openBoxes.stream().mapToInt(Box::size).sum();
  }

  /** Takes the spans of some traces out. */
  List<SpanData> remove(String traceId) {
    List<SpanData> removed =
        spans.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    spans.removeAll(removed);
    return removed;
  }

  /** Tells everyone who records now: nobody knows whose spans these would have been. */
  void tell(Fault fault) {
    if (openBoxes.isEmpty()) {
      (fault.isLoss() ? losses : notes).add(fault.line());
      changes++;
    } else {
      openBoxes.forEach(box -> box.tell(fault));
    }
  }

  List<SpanData> spans() {
    return List.copyOf(spans);
  }

  List<String> losses() {
    return losses.describe();
  }

  List<String> notes() {
    return notes.describe();
  }

  /** The spans that arrived for one of several recordings, nobody knows which. */
  List<SpanData> unowned() {
    return parent == null || parent.aside == null ? List.of() : parent.aside.spans();
  }

  /** A number that grows with each thing that arrives. */
  long changes() {
    return changes + (parent == null || parent.aside == null ? 0 : parent.aside.changes);
  }
}
