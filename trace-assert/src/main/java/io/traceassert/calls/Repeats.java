package io.traceassert.calls;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds repeated calls. Internal spans of one name below the same place are one context, as the
 * rounds of a loop are; any other span is a context of its own. Calls of one form in one context
 * are the same call.
 */
final class Repeats {

  private final Calls.Part part;
  private final CallTree tree;
  private final int[] contexts;

  private Repeats(Calls.Part part) {
    this.part = part;
    tree = part.tree();
    contexts = contexts(tree);
  }

  private record Step(int context, String name) {}

  static List<RepeatedCall> in(Calls.Part part, int atMost) {
    Repeats repeats = new Repeats(part);
    return repeats.groups().stream()
        .filter(group -> group.size() > atMost)
        .map(repeats::describe)
        .toList();
  }

  private static int[] contexts(CallTree tree) {
    int[] contexts = new int[tree.spans.size()];
    Map<Step, Integer> known = new HashMap<>();
    for (int i = 0; i < contexts.length; i++) {
      SpanData span = tree.spans.get(i);
      contexts[i] = i;
      if (tree.parents[i] != CallTree.NONE && span.getKind() == SpanKind.INTERNAL) {
        Step step = new Step(contexts[tree.parents[i]], span.getName());
        Integer same = known.putIfAbsent(step, i);
        contexts[i] = same == null ? i : same;
      }
    }
    return contexts;
  }

  private List<List<Integer>> groups() {
    Map<Step, List<Integer>> groups = new LinkedHashMap<>();
    Map<Step, Integer> attempts = new HashMap<>();
    for (int i = part.from(); i < part.to(); i++) {
      if (part.has(i)) {
        int maker = tree.makers[i];
        Step step = new Step(
            maker == CallTree.NONE ? CallTree.NONE : contexts[maker],
            part.call(i).form());
        add(i, groups.computeIfAbsent(step, key -> new ArrayList<>()), attempts.get(step));
        attempts.put(step, i);
      }
    }
    return List.copyOf(groups.values());
  }

  /** An attempt takes the place of the one before, which had failed. */
  private void add(int place, List<Integer> group, @Nullable Integer before) {
    SpanData span = tree.spans.get(place);
    boolean again = before != null
        && (Conventions.isResent(span) || Conventions.failed(tree.spans.get(before)));
    if (again) {
      group.set(group.size() - 1, place);
    } else {
      group.add(place);
    }
  }

  private RepeatedCall describe(List<Integer> group) {
    int above = commonAncestor(tree.makers[group.get(0)], group.get(group.size() - 1));
    return new RepeatedCall(
        part.call(group.get(0)).form(),
        group.stream().map(part::call).toList(),
        above == CallTree.NONE ? List.of() : List.of(tree.spans.get(above)),
        branches(above, group),
        tree.trace);
  }

  /**
   * A parent comes before its children, so whatever is further behind cannot be above the other. In
   * tree order, what is above the first call and the last is above all between.
   */
  private int commonAncestor(int maker, int last) {
    int one = maker;
    int other = tree.parents[last];
    while (one != other) {
      if (one > other) {
        one = tree.parents[one];
      } else {
        other = tree.parents[other];
      }
    }
    return one;
  }

  private List<SpanData> branches(int above, List<Integer> group) {
    List<SpanData> branches = new ArrayList<>();
    int end = 0;
    for (int place : group) {
      if (place >= end) {
        int branch = place;
        while (tree.parents[branch] != above) {
          branch = tree.parents[branch];
        }
        SpanData span = tree.spans.get(branch);
        branches.add(span);
        end = branch + 1 + tree.trace.descendantsOf(span).size();
      }
    }
    return branches;
  }
}
