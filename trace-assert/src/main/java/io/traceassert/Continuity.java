package io.traceassert;

/**
 * What {@code isContinuous} allows. Strictly there is one trace, which begins with one span: its
 * root, or its entry span if the caller is outside the test.
 *
 * <pre>{@code
 * assertThat(traces).isContinuous(Continuity.strict().followingLinks().inTraces(2));
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Continuity {

  private static final Continuity STRICT = new Continuity(false, false, 1);

  private final boolean severalEntries;
  private final boolean links;
  private final int traces;

  private Continuity(boolean severalEntries, boolean links, int traces) {
    this.severalEntries = severalEntries;
    this.links = links;
    this.traces = traces;
  }

  /**
   * Allows one trace that begins with one span.
   *
   * @return what {@code isContinuous()} means
   */
  public static Continuity strict() {
    return STRICT;
  }

  /**
   * Allows that a caller outside the test calls more than once within a trace: any number of entry
   * spans, beside at most one root.
   *
   * @return a new value
   */
  public Continuity allowingSeveralEntrySpans() {
    return new Continuity(true, links, traces);
  }

  /**
   * Lets links connect as parents do: traces of which one links to the other count as one, and a
   * span that links to a captured span may begin a trace.
   *
   * @return a new value
   */
  public Continuity followingLinks() {
    return new Continuity(severalEntries, true, traces);
  }

  /**
   * Expects another number of traces, each of them continuous.
   *
   * @param count 1 or more; traces that are connected by links count as one if links are followed
   * @return a new value
   * @throws IllegalArgumentException if the count is not positive
   */
  public Continuity inTraces(int count) {
    return new Continuity(severalEntries, links, Arguments.atLeastOne(count, "count", ""));
  }

  boolean allowsSeveralEntries() {
    return severalEntries;
  }

  boolean followsLinks() {
    return links;
  }

  int traces() {
    return traces;
  }
}
