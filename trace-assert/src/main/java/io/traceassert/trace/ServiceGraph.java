package io.traceassert.trace;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Columns;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which services call which. A call leads from a span to a child of another service; or to a span
 * that links to it, as a consumer links to the message that it takes, unless its parent is of
 * another service. It failed if the status of the called span is ERROR, or that of a calling span
 * of kind CLIENT or PRODUCER.
 *
 * <p>Written as text, one call a line, and alone a service that neither calls nor is called:
 *
 * <pre>
 * gateway -> order    x2
 * order -> payment    x2  1 error
 * watchdog
 * </pre>
 *
 * <p>{@link #of(String)} reads what {@link #toString()} writes. Immutable.
 */
public final class ServiceGraph {

  private final Set<String> services;
  private final Map<Route, Edge> edges;

  private ServiceGraph(Set<String> services, Map<Route, Edge> edges) {
    this.services = services;
    this.edges = edges;
  }

  /**
   * All calls from one service to another.
   *
   * @param caller {@code service.name}; empty for spans that have none
   * @param callee {@code service.name}; empty for spans that have none
   * @param calls how many, 1 or more
   * @param errors how many of them failed, 0 or more
   */
  public record Edge(String caller, String callee, int calls, int errors) {

    /** Checks the numbers. */
    public Edge {
      requireNonNull(caller, "caller");
      requireNonNull(callee, "callee");
      if (calls < 1) {
        throw new IllegalArgumentException("calls must be 1 or more, but is " + calls);
      }
      if (errors < 0 || errors > calls) {
        throw new IllegalArgumentException(
            "errors must be between 0 and the number of calls, but is " + errors);
      }
    }

    private Edge plus(Edge other) {
      return new Edge(caller, callee, calls + other.calls, errors + other.errors);
    }

    private List<String> cells() {
      return List.of(
          word(caller) + " -> " + word(callee),
          "x" + calls,
          errors == 0 ? "" : Words.count(errors, "error"));
    }

    /** Writes it as a line of the graph. */
    @Override
    public String toString() {
      return cells().stream().filter(cell -> !cell.isEmpty()).collect(joining("  "));
    }
  }

  /**
   * Draws the graph of some traces.
   *
   * @param traces any number, built together where links lead from one to another
   * @return the graph
   */
  public static ServiceGraph of(Collection<Trace> traces) {
    Set<String> services = new TreeSet<>();
    Map<Route, Edge> edges = new TreeMap<>();
    for (Trace trace : traces) {
      for (SpanData span : trace.spans()) {
        services.add(Words.service(span));
        callers(span, trace).forEach(caller -> put(edges, call(caller, span)));
      }
    }
    return new ServiceGraph(services, edges);
  }

  /**
   * Reads a graph.
   *
   * @param text one call or lonely service a line; {@code x1} may be left out, empty lines are
   *     ignored
   * @return the graph
   * @throws IllegalArgumentException if a line cannot be read; the message names it and says how to
   *     write it
   */
  public static ServiceGraph of(String text) {
    return ServiceGraphReader.read(requireNonNull(text, "text"));
  }

  static ServiceGraph of(Set<String> services, Collection<Edge> edges) {
    Set<String> all = new TreeSet<>(services);
    Map<Route, Edge> byRoute = new TreeMap<>();
    edges.forEach(edge -> {
      all.add(edge.caller);
      all.add(edge.callee);
      put(byRoute, edge);
    });
    return new ServiceGraph(all, byRoute);
  }

  /** The parent of another service; if there is none, what the span links to. */
  private static List<SpanData> callers(SpanData span, Trace trace) {
    List<SpanData> parents = fromOthers(span, trace.parentOf(span).stream());
    return parents.isEmpty() ? fromOthers(span, trace.linkTargetsOf(span).stream()) : parents;
  }

  private static List<SpanData> fromOthers(SpanData span, Stream<SpanData> spans) {
    return spans
        .filter(other -> !Words.service(other).equals(Words.service(span)))
        .toList();
  }

  private static Edge call(SpanData caller, SpanData callee) {
    boolean calling = caller.getKind() == SpanKind.CLIENT || caller.getKind() == SpanKind.PRODUCER;
    boolean failed = isError(callee) || (calling && isError(caller));
    return new Edge(Words.service(caller), Words.service(callee), 1, failed ? 1 : 0);
  }

  private static boolean isError(SpanData span) {
    return span.getStatus().getStatusCode() == StatusCode.ERROR;
  }

  private static void put(Map<Route, Edge> edges, Edge edge) {
    edges.merge(new Route(edge.caller, edge.callee), edge, Edge::plus);
  }

  /**
   * Returns all services.
   *
   * @return their names in alphabetical order; an empty one stands for spans without a name of
   *     their service
   */
  public List<String> services() {
    return List.copyOf(services);
  }

  /**
   * Returns all edges.
   *
   * @return ordered by caller, then by callee
   */
  public List<Edge> edges() {
    return List.copyOf(edges.values());
  }

  /**
   * Returns the edges that lead away from a service.
   *
   * @param service its name
   * @return ordered by callee; empty if it calls none
   */
  public List<Edge> edgesFrom(String service) {
    return edges().stream().filter(edge -> edge.caller.equals(service)).toList();
  }

  /**
   * Returns the edges that lead to a service.
   *
   * @param service its name
   * @return ordered by caller; empty if none calls it
   */
  public List<Edge> edgesTo(String service) {
    return edges().stream().filter(edge -> edge.callee.equals(service)).toList();
  }

  /**
   * Writes the graph in the language of Mermaid, for a README or a pull request.
   *
   * @return a flowchart of several lines; see <a
   *     href="https://mermaid.js.org/syntax/flowchart.html">its syntax</a>
   */
  public String toMermaid() {
    List<String> names = services();
    StringBuilder out = new StringBuilder("flowchart LR\n");
    for (int i = 0; i < names.size(); i++) {
      out.append("  s%d[\"%s\"]\n".formatted(i, mermaid(names.get(i))));
    }
    edges
        .values()
        .forEach(edge -> out.append("  s%d -->|\"%s\"| s%d\n"
            .formatted(
                names.indexOf(edge.caller),
                edge.cells().stream()
                    .skip(1)
                    .filter(cell -> !cell.isEmpty())
                    .collect(joining(", ")),
                names.indexOf(edge.callee))));
    return out.toString();
  }

  /** Quotes and angle brackets would end the text of a node. */
  private static String mermaid(String name) {
    return word(name).replace("\"", "").replace("&", "#amp;").replace("<", "#lt;");
  }

  /** Returns the lines of the graph, which show what differs between two. */
  public List<String> lines() {
    return List.of(toString().split("\n"));
  }

  private static String word(String service) {
    return service.isEmpty() ? "(no service.name)" : Notation.word(service);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceGraph graph
        && services.equals(graph.services)
        && edges.equals(graph.edges);
  }

  @Override
  public int hashCode() {
    return Objects.hash(services, edges);
  }

  /** Writes it as text, which {@link #of(String)} reads. */
  @Override
  public String toString() {
    Columns lines = new Columns(-1);
    edges.values().forEach(edge -> lines.add(edge.cells()));
    List<String> lonely = new ArrayList<>(services);
    edges.values().forEach(edge -> lonely.removeAll(List.of(edge.caller, edge.callee)));
    lonely.forEach(service -> lines.add(List.of(word(service))));
    return lines.render("").stripTrailing();
  }

  private record Route(String caller, String callee) implements Comparable<Route> {

    @Override
    public int compareTo(Route other) {
      int order = caller.compareTo(other.caller);
      return order == 0 ? callee.compareTo(other.callee) : order;
    }
  }
}
