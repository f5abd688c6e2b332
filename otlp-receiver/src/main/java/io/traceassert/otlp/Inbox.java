package io.traceassert.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Recording.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that arrives for one source, by the recording that owns its trace: the one that was
 * open when the trace was first seen. All of its state, and that of its boxes, is guarded by its
 * monitor.
 */
final class Inbox {

  private final Box root = new Box(null);
  private final Map<String, Box> boxOfTrace = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Box root() {
    return root;
  }

  synchronized Box open(Box parent) {
    return parent.open();
  }

  synchronized void close(Box box) {
    box.close();
  }

  /** Takes spans, unless it would hold more than so many then. */
  boolean take(List<SpanData> spans, int most) {
    synchronized (this) {
      if (root.size() + spans.size() > most) {
        return false;
      }
      for (SpanData span : spans) {
        boxOfTrace
            .computeIfAbsent(span.getTraceId(), id -> root.ownerOfNewTrace())
            .add(span);
      }
    }
    wake();
    return true;
  }

  /** Gives a box the traces that nobody owns. */
  synchronized void claim(Box box, Set<String> traceIds) {
    for (String id : traceIds) {
      Box owner = boxOfTrace.get(id);
      if (box.mayClaimFrom(owner)) {
        boxOfTrace.put(id, box);
        if (owner != null) {
          owner.remove(id).forEach(box::add);
        }
      }
    }
  }

  void tell(Fault fault) {
    synchronized (this) {
      root.tell(fault);
    }
    wake();
  }

  Subscription listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void wake() {
    listeners.forEach(Runnable::run);
  }
}
