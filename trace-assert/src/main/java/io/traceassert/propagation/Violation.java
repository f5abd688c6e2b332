package io.traceassert.propagation;

/**
 * A rule that headers break.
 *
 * @param rule which
 * @param section where it is written: the specification, and its section
 * @param found what the headers have; secrets are masked
 * @param right what they should have
 */
public record Violation(PropagationRule rule, String section, String found, String right) {

  /**
   * Says it on one line.
   *
   * @return {@code traceparent-version-ff: found "ff", but …}
   */
  @Override
  public String toString() {
    return "%s: found %s, but %s (%s)".formatted(rule.title(), found, right, section);
  }
}
