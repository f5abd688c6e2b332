package io.traceassert.calls;

import java.util.List;
import java.util.stream.IntStream;

/** Finds the span that makes the most calls itself. */
final class FanOut {

  private FanOut() {}

  static List<Call> in(Calls.Part part) {
    int[] makers = part.tree().makers;
    int[] counts = new int[makers.length];
    int most = CallTree.NONE;
    for (int i = part.from(); i < part.to(); i++) {
      int maker = part.has(i) ? makers[i] : CallTree.NONE;
      if (maker != CallTree.NONE) {
        counts[maker]++;
        most = most == CallTree.NONE || counts[maker] > counts[most] ? maker : most;
      }
    }
    int best = most;
    return best == CallTree.NONE
        ? List.of()
        : IntStream.range(part.from(), part.to())
            .filter(i -> makers[i] == best && part.has(i))
            .mapToObj(part::call)
            .toList();
  }
}
