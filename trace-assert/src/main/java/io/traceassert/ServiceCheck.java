package io.traceassert;

import static java.util.stream.Collectors.joining;

import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.ServiceGraph;
import io.traceassert.trace.ServiceGraph.Edge;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks which services call which. Null means that nothing is wrong. */
final class ServiceCheck {

  private static final String SAME = "  ";
  private static final String EXPECTED = "- ";
  private static final String UNEXPECTED = "+ ";

  private ServiceCheck() {}

  static @Nullable Failure edge(String caller, String callee, List<Trace> traces, Scene scene) {
    ServiceGraph graph = ServiceGraph.of(traces);
    if (graph.edgesFrom(caller).stream().anyMatch(edge -> edge.callee().equals(callee))) {
      return null;
    }
    Failure failure = Failure.of("no call from %s to %s in %s"
        .formatted(Notation.quoted(caller), Notation.quoted(callee), Selection.place(traces)));
    explainCaller(failure, caller, graph);
    explainCallee(failure, callee, graph, scene);
    return failure.drawing(traces);
  }

  static @Nullable Failure noEdge(String caller, String callee, List<Trace> traces) {
    ServiceGraph graph = ServiceGraph.of(traces);
    if (!graph.services().contains(caller)) {
      return Failure.of("no call can lead from %s: %s"
              .formatted(Notation.quoted(caller), absent(caller, graph)))
          .drawing(traces);
    }
    List<Edge> calls = graph.edgesFrom(caller).stream()
        .filter(edge -> edge.callee().equals(callee))
        .toList();
    if (calls.isEmpty()) {
      return null;
    }
    Failure failure = Failure.of("expected no call from %s to %s in %s, but there %s %d"
        .formatted(
            Notation.quoted(caller),
            Notation.quoted(callee),
            Selection.place(traces),
            Words.isAre(calls.get(0).calls()),
            calls.get(0).calls()));
    traces.forEach(trace -> trace.spans().stream()
        .filter(span -> ServicePath.isCall(caller, callee, span, trace))
        .forEach(
            span -> failure.drawing(trace).marking(span, "called by " + Notation.quoted(caller))));
    return failure;
  }

  static @Nullable Failure path(List<String> path, List<Trace> traces, Scene scene) {
    int longest = ServicePath.reach(path, traces);
    if (longest == path.size()) {
      return null;
    }
    ServiceGraph graph = ServiceGraph.of(traces);
    Failure failure = Failure.of("no path %s in %s: %s"
        .formatted(
            arrows(path),
            Selection.place(traces),
            longest < 2
                ? "%s does not call %s"
                    .formatted(Notation.quoted(path.get(0)), Notation.quoted(path.get(1)))
                : "it leads as far as %s, from which no call goes on to %s"
                    .formatted(
                        Notation.quoted(path.get(longest - 1)),
                        Notation.quoted(path.get(longest)))));
    int last = Math.max(1, longest);
    explainCaller(failure, path.get(last - 1), graph);
    explainCallee(failure, path.get(last), graph, scene);
    return failure.drawing(traces);
  }

  static @Nullable Failure graph(ServiceGraph expected, List<Trace> traces) {
    ServiceGraph actual = ServiceGraph.of(traces);
    if (actual.equals(expected)) {
      return null;
    }
    List<String> missing = without(expected.lines(), actual.lines());
    List<String> more = without(actual.lines(), expected.lines());
    return Failure.of("%s %s not have the expected service graph: %d missing, %d not expected"
            .formatted(
                Selection.place(traces),
                traces.size() == 1 ? "does" : "do",
                missing.size(),
                more.size()))
        .difference(difference(expected, actual))
        .drawing(traces)
        .comparing(expected.toString(), actual.toString());
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(squeezed(lines));
    rest.removeAll(squeezed(others));
    return rest;
  }

  /** Columns are aligned by the longest name of a graph, which may be another. */
  private static List<String> squeezed(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(" {2,}", "  ")).toList();
  }

  private static String difference(ServiceGraph expected, ServiceGraph actual) {
    List<String> wanted = squeezed(expected.lines());
    List<String> found = squeezed(actual.lines());
    return Stream.concat(wanted.stream(), found.stream())
        .distinct()
        .sorted(Comparator.comparing((String line) -> line.split("  ", 2)[0])
            .thenComparing(found::contains))
        .map(line -> "  "
            + (!found.contains(line) ? EXPECTED : !wanted.contains(line) ? UNEXPECTED : SAME)
            + line
            + "\n")
        .collect(joining());
  }

  private static void explainCaller(Failure failure, String caller, ServiceGraph graph) {
    if (!graph.services().contains(caller)) {
      failure.because(absent(caller, graph));
      return;
    }
    List<String> callees = graph.edgesFrom(caller).stream().map(Edge::callee).toList();
    failure.because(
        callees.isEmpty()
            ? Notation.quoted(caller) + " calls no other service"
            : Notation.quoted(caller) + " calls " + Words.names(callees));
  }

  private static void explainCallee(
      Failure failure, String callee, ServiceGraph graph, Scene scene) {
    List<String> callers = graph.edgesTo(callee).stream().map(Edge::caller).toList();
    if (!callers.isEmpty()) {
      failure.because(
          "%s is called by %s".formatted(Notation.quoted(callee), Words.names(callers)));
    } else if (!graph.services().contains(callee)) {
      failure.because(absent(callee, graph));
    }
    for (Trace trace : scene.traces()) {
      Stream.of(trace.roots(), trace.entrySpans(), trace.orphans())
          .flatMap(List::stream)
          .filter(span -> Words.service(span).equals(callee))
          .forEach(span -> {
            if (!span.getParentSpanContext().isValid()
                && Strays.describe(span, scene).isEmpty()) {
              failure.because("%s of %s is a root, of %s"
                  .formatted(
                      Words.span(span), Notation.quoted(callee), Words.trace(trace.traceId())));
            }
            LostParent.explain(failure, span, scene);
            Strays.explain(failure, span, scene);
            failure.drawing(trace).marking(span, "cut off here");
          });
    }
  }

  private static String absent(String service, ServiceGraph graph) {
    List<String> nearest = Spelling.nearest(service, graph.services());
    return "no span is of service %s%s"
        .formatted(
            Notation.quoted(service),
            nearest.isEmpty() ? "" : "; nearest: " + Words.names(nearest));
  }

  private static String arrows(List<String> path) {
    return path.stream().map(Notation::quoted).collect(joining(" → "));
  }
}
