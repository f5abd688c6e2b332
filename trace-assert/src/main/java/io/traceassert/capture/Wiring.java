package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a source is connected to the code under test, and what came through. Failures print it when
 * nothing was captured.
 *
 * @param connected whether anything of the application was connected to the source at all
 * @param cause what the source knows of why nothing was captured, as one clause without a final
 *     stop
 * @param advice what to do about it, as one or two sentences
 * @param facts what is wired and counted, in the order in which they are printed
 */
public record Wiring(boolean connected, String cause, String advice, List<Fact> facts) {

  /** Checks that nothing is null and copies the list. */
  public Wiring {
    requireNonNull(cause, "cause");
    requireNonNull(advice, "advice");
    facts = List.copyOf(facts);
  }

  /**
   * One line of a failure: a name and a value.
   *
   * @param name a word or two
   * @param value text of one line
   */
  public record Fact(String name, String value) {

    /** Checks that nothing is null. */
    public Fact {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }
  }
}
