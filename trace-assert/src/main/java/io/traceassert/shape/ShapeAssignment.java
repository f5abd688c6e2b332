package io.traceassert.shape;

import static java.util.Objects.requireNonNull;

import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of several traces has which of several shapes. Each trace has one shape and each shape is
 * of one trace; when that cannot be, they are assigned so that the differences cost least.
 * Immutable.
 */
public final class ShapeAssignment {

  private final List<Same> same = new ArrayList<>();
  private final List<Different> different = new ArrayList<>();
  private final List<Integer> missing = new ArrayList<>();
  private final List<Trace> unexpected = new ArrayList<>();

  /**
   * A trace that has its shape.
   *
   * @param shape the number of the shape, from 0
   * @param trace the trace
   */
  public record Same(int shape, Trace trace) {}

  /**
   * A trace that does not quite have its shape.
   *
   * @param shape the number of the shape, from 0
   * @param trace the trace
   * @param diff the difference
   */
  public record Different(int shape, Trace trace, ShapeDiff diff) {}

  private ShapeAssignment(List<TraceShape> shapes, List<Trace> traces) {
    int[][] edges = shapes.stream()
        .map(shape -> IntStream.range(0, traces.size())
            .filter(i -> shape.matches(traces.get(i)))
            .toArray())
        .toArray(int[][]::new);
    int[] once = shapes.stream().mapToInt(shape -> 1).toArray();
    int[] shapeOf = new Matching(edges, traces.size()).assign(once);
    List<Integer> leftShapes =
        new ArrayList<>(IntStream.range(0, shapes.size()).boxed().toList());
    List<Trace> leftTraces = new ArrayList<>();
    for (int i = 0; i < shapeOf.length; i++) {
      if (shapeOf[i] == Matching.NONE) {
        leftTraces.add(traces.get(i));
      } else {
        leftShapes.remove((Integer) shapeOf[i]);
        same.add(new Same(shapeOf[i], traces.get(i)));
      }
    }
    assignRest(shapes, leftShapes, leftTraces);
  }

  /**
   * Assigns shapes to traces.
   *
   * @param shapes the shapes, in any order
   * @param traces the traces, in any order
   * @return what fits and what does not
   */
  public static ShapeAssignment of(List<TraceShape> shapes, List<Trace> traces) {
    return new ShapeAssignment(
        List.copyOf(requireNonNull(shapes, "shapes")),
        List.copyOf(requireNonNull(traces, "traces")));
  }

  private void assignRest(List<TraceShape> shapes, List<Integer> rest, List<Trace> traces) {
    ShapeDiff[][] diffs = new ShapeDiff[rest.size()][traces.size()];
    long[][] cost = new long[rest.size()][traces.size()];
    Demand[] demands = new Demand[rest.size()];
    for (int i = 0; i < rest.size(); i++) {
      TraceShape shape = shapes.get(rest.get(i));
      long least = new LineTree(shape, false).least(Tree.TOP);
      demands[i] = new Demand(1, 1, LineTree.product(Comparison.MISSING, least));
      for (int j = 0; j < traces.size(); j++) {
        diffs[i][j] = shape.compareWith(traces.get(j));
        cost[i][j] = diffs[i][j].cost();
      }
    }
    long[] surplus =
        traces.stream().mapToLong(trace -> Comparison.UNEXPECTED * trace.size()).toArray();
    int[] assigned = new LeastCost(cost, demands, surplus).assign();
    List<Integer> left = new ArrayList<>(IntStream.range(0, rest.size()).boxed().toList());
    for (int j = 0; j < assigned.length; j++) {
      if (assigned[j] == Matching.NONE) {
        unexpected.add(traces.get(j));
      } else {
        left.remove((Integer) assigned[j]);
        different.add(new Different(rest.get(assigned[j]), traces.get(j), diffs[assigned[j]][j]));
      }
    }
    left.forEach(i -> missing.add(rest.get(i)));
  }

  /**
   * Tells whether each trace has one shape and each shape is of one trace.
   *
   * @return true if nothing differs
   */
  public boolean matches() {
    return different.isEmpty() && missing.isEmpty() && unexpected.isEmpty();
  }

  /**
   * Returns the traces that have their shape.
   *
   * @return unmodifiable, in the order of the traces
   */
  public List<Same> same() {
    return List.copyOf(same);
  }

  /**
   * Returns the traces that are nearest to a shape and do not have it.
   *
   * @return unmodifiable, in the order of the traces
   */
  public List<Different> different() {
    return List.copyOf(different);
  }

  /**
   * Returns the shapes that no trace comes near.
   *
   * @return their numbers, from 0
   */
  public List<Integer> missing() {
    return List.copyOf(missing);
  }

  /**
   * Returns the traces that come near no shape.
   *
   * @return unmodifiable, in the order of the traces
   */
  public List<Trace> unexpected() {
    return List.copyOf(unexpected);
  }
}
