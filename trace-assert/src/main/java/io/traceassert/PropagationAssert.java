package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.ServiceGraph;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how whole traces hang together: within a process, and from one service to the next.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class PropagationAssert<SELF extends PropagationAssert<SELF, T>, T>
    extends CountAssert<SELF, T> permits LatencyAssert {

  PropagationAssert(
      @Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self, view, selector);
  }

  /**
   * Verifies that the trace is whole, and of a capture that it is one trace: it begins with one
   * root, or with one entry span if the caller is outside the test; no other span is without its
   * parent, none is its own ancestor, and no span id is used twice.
   *
   * <pre>{@code
   * assertThat(traces).isContinuous(); // fails when an executor lost the context: two traces
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if it is not; the message names the spans that are cut off, and
   *     what is known of the cause: where each began, what was open then, what a propagator read
   */
  public SELF isContinuous() {
    return isContinuous(Continuity.strict());
  }

  /**
   * Verifies that traces are whole, as far as is demanded.
   *
   * @param continuity what is allowed
   * @return this
   * @throws TraceAssertionError if they are not, see {@link #isContinuous()}
   */
  public SELF isContinuous(Continuity continuity) {
    requireNonNull(continuity, "continuity");
    return check((traces, scene) -> ContinuityCheck.of(traces, continuity, scene));
  }

  /**
   * Verifies that every span as described by {@code child} is a child of one as described by
   * {@code parent}, with the same sampled flag and at least the same entries of the trace state.
   *
   * <pre>{@code
   * assertThat(traces).propagates("POST  [CLIENT]", "POST /payments  [SERVER]"); // fails when the server began a trace of its own
   * }</pre>
   *
   * @param parent the one that hands its context on, as {@link SpanPattern#of} reads it; a name
   *     will do
   * @param child the one that continues it
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if there is no such child, or one that has another parent or none;
   *     the message says what is known of the cause
   */
  public SELF propagates(String parent, String child) {
    return propagates(
        SpanPattern.of(requireNonNull(parent, "parent")),
        SpanPattern.of(requireNonNull(child, "child")));
  }

  /**
   * Verifies that every span as described by {@code child} is a child of one as described by
   * {@code parent}, with the same sampled flag and at least the same entries of the trace state.
   *
   * @param parent the one that hands its context on
   * @param child the one that continues it
   * @return this
   * @throws TraceAssertionError if there is no such child, or one that has another parent or none
   */
  public SELF propagates(SpanPattern parent, SpanPattern child) {
    requireNonNull(parent, "parent");
    requireNonNull(child, "child");
    return check((traces, scene) -> PropagationCheck.of(parent, child, traces, scene));
  }

  /**
   * Verifies that one service calls another: a span of the callee is a child of one of the caller,
   * or links to it.
   *
   * @param caller {@code service.name}
   * @param callee {@code service.name}
   * @return this
   * @throws IllegalArgumentException if a name is blank
   * @throws TraceAssertionError if it does not; the message says whom it calls, who calls the
   *     other, and where that began a trace of its own
   */
  public SELF hasServiceEdge(String caller, String callee) {
    List<String> path = Arguments.notBlank(new String[] {caller, callee}, "services");
    return check((traces, scene) -> ServiceCheck.edge(path.get(0), path.get(1), traces, scene));
  }

  /**
   * Verifies that no call leads from one service to another.
   *
   * @param caller {@code service.name}, of which there must be a span
   * @param callee {@code service.name}
   * @return this
   * @throws IllegalArgumentException if a name is blank
   * @throws TraceAssertionError if there is such a call, or no span of the caller
   */
  public SELF doesNotHaveServiceEdge(String caller, String callee) {
    List<String> path = Arguments.notBlank(new String[] {caller, callee}, "services");
    return check((traces, scene) -> ServiceCheck.noEdge(path.get(0), path.get(1), traces));
  }

  /**
   * Verifies that a request goes through services one after the other: there is a span of the last
   * one whose callers, from service to service, are the others.
   *
   * <pre>{@code
   * assertThat(traces).hasServicePath("gateway", "order", "payment");
   * }</pre>
   *
   * @param services {@code service.name} of each, two or more
   * @return this
   * @throws IllegalArgumentException if there are fewer than two, or a name is blank
   * @throws TraceAssertionError if there is no such path; the message says how far it leads
   */
  public SELF hasServicePath(String... services) {
    List<String> path = Arguments.notBlank(
        Arguments.atLeastTwo(requireNonNull(services, "services"), "services")
            .toArray(new String[0]),
        "services");
    return check((traces, scene) -> ServiceCheck.path(path, traces, scene));
  }

  /**
   * Verifies which services call which, and how often.
   *
   * <pre>{@code
   * assertThat(traces).hasServiceGraph("""
   *     gateway -> order    x2
   *     order -> payment    x2  1 error
   *     """);
   * }</pre>
   *
   * @param graph as {@link ServiceGraph#of(String)} reads it
   * @return this
   * @throws IllegalArgumentException if it cannot be read
   * @throws TraceAssertionError if it is another; the message has both as a difference
   */
  public SELF hasServiceGraph(String graph) {
    return hasServiceGraph(ServiceGraph.of(requireNonNull(graph, "graph")));
  }

  /**
   * Verifies which services call which, and how often.
   *
   * @param graph all of it
   * @return this
   * @throws TraceAssertionError if it is another; the message has both as a difference
   */
  public SELF hasServiceGraph(ServiceGraph graph) {
    requireNonNull(graph, "graph");
    return check((traces, scene) -> ServiceCheck.graph(graph, traces));
  }

  /**
   * Verifies that no call is traced twice: no span of kind CLIENT, SERVER, PRODUCER or CONSUMER is
   * the only child of its kind of a span of the same kind and service. That happens when two
   * instrumentations wrap the same call. Retries, which are siblings, are none.
   *
   * @return this
   * @throws TraceAssertionError if one is; the message names both spans and their instrumentation
   *     scopes
   */
  public SELF hasNoDoubleInstrumentation() {
    return check(CallChecks::doubleInstrumentation);
  }

  /**
   * Verifies that each call to a captured service was received there: where {@code server.address}
   * and {@code server.port}, {@code peer.service}, or the older names of these, of a span of kind
   * CLIENT lead to a service that answered other calls with a span of kind SERVER, there is a child
   * of that kind.
   *
   * @return this
   * @throws TraceAssertionError if one is missing; the message names the client span and the
   *     service
   */
  public SELF hasNoUnansweredClientSpans() {
    return check(CallChecks::unansweredClients);
  }

  /**
   * Verifies that each span of kind SERVER whose parent was captured is a child of a span of kind
   * CLIENT: otherwise the call is not instrumented on the side of the caller.
   *
   * @return this
   * @throws TraceAssertionError if the parent of one is of another kind
   */
  public SELF hasNoServerSpansWithoutClient() {
    return check(CallChecks::serversWithoutClient);
  }

  /**
   * Verifies that no span began when its parent had ended already: mostly work that was handed on,
   * or a scope that was never closed and so left its context on a thread of a pool. Only spans that
   * one clock timed are compared; children of PRODUCER spans may be late.
   *
   * @return this
   * @throws TraceAssertionError if one did; the message says how long after, and on which threads
   */
  public SELF hasNoLateChildren() {
    return check(CallChecks::lateChildren);
  }
}
