package io.traceassert.calls;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds calls that waited for each other without a reason that the trace shows. */
final class Sequences {

  private final Calls.Part part;
  private final CallTree tree;
  private final int[] callOf;
  private final List<SequentialCalls> found = new ArrayList<>();
  private final List<Call> run = new ArrayList<>();
  private @Nullable SpanData last;
  private long lastEnd;

  private Sequences(Calls.Part part) {
    this.part = part;
    tree = part.tree();
    callOf = new int[tree.spans.size()];
    Arrays.fill(callOf, CallTree.NONE);
  }

  static List<SequentialCalls> in(Calls.Part part) {
    Sequences sequences = new Sequences(part);
    List<@Nullable List<Integer>> children = sequences.children();
    for (int i = 0; i < children.size(); i++) {
      List<Integer> siblings = children.get(i);
      if (siblings != null) {
        sequences.look(i, siblings);
      }
    }
    return sequences.found;
  }

  static boolean isIndependent(Call call) {
    return call.kind() == CallKind.RPC
        || (call.kind() == CallKind.HTTP && Conventions.isSafe(call.span()));
  }

  /** Lists the children of those spans that make calls; in tree order, they are in start order. */
  private List<@Nullable List<Integer>> children() {
    List<@Nullable List<Integer>> children = new ArrayList<>();
    boolean[] makes = new boolean[tree.spans.size()];
    for (int i = part.from(); i < part.to(); i++) {
      if (part.has(i) && tree.makers[i] != CallTree.NONE) {
        makes[tree.makers[i]] = true;
        callOf[tree.outermost[i]] = i;
      }
    }
    for (int i = 0; i < makes.length; i++) {
      children.add(makes[i] ? new ArrayList<>() : null);
      int parent = tree.parents[i];
      List<Integer> siblings = parent == CallTree.NONE ? null : children.get(parent);
      if (siblings != null) {
        siblings.add(i);
      }
    }
    return children;
  }

  private void look(int parent, List<Integer> siblings) {
    last = null;
    lastEnd = Long.MIN_VALUE;
    for (int place : siblings) {
      next(parent, place);
    }
    close(parent);
  }

  private void next(int parent, int place) {
    SpanData span = tree.spans.get(place);
    Call call = independent(callOf[place]);
    boolean overlaps = span.getStartEpochNanos() < lastEnd;
    if (call == null) {
      if (!overlaps) {
        close(parent);
      }
      return;
    }
    if (overlaps) {
      closeWithoutLast(parent);
      lastEnd = Math.max(lastEnd, end(span));
      return;
    }
    if (last == null || dependsOn(last, span)) {
      close(parent);
    }
    run.add(call);
    last = span;
    lastEnd = end(span);
  }

  private @Nullable Call independent(int place) {
    return place != CallTree.NONE && isIndependent(part.call(place)) ? part.call(place) : null;
  }

  /** The last was begun together with another: these two are a stage. */
  private void closeWithoutLast(int parent) {
    if (!run.isEmpty()) {
      run.remove(run.size() - 1);
    }
    close(parent);
  }

  private void close(int parent) {
    if (run.size() > 1) {
      found.add(new SequentialCalls(tree.spans.get(parent), run, tree.trace));
    }
    run.clear();
    last = null;
  }

  private static boolean dependsOn(SpanData before, SpanData span) {
    return Conventions.failed(before)
        || Conventions.isResent(span)
        || Clock.of(before).differenceTo(Clock.of(span)).isPresent()
        || span.getLinks().stream()
            .map(link -> link.getSpanContext().getSpanId())
            .anyMatch(before.getSpanId()::equals);
  }

  private static long end(SpanData span) {
    return span.hasEnded() ? span.getEndEpochNanos() : Long.MAX_VALUE;
  }
}
