package io.traceassert.propagation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What headers say in one format.
 *
 * @param format which
 * @param headers the names of its headers that are there, as they were written, at least one
 * @param traceId null if there is none
 * @param spanId that of the caller's span; null if there is none
 * @param sampling whether the caller records
 * @param traceState the readable members of the trace state in their order; empty in formats other
 *     than W3C
 * @param violations of the rules of the format, in the order of the fields
 */
public record ContextReading(
    PropagationFormat format,
    List<String> headers,
    @Nullable WrittenId traceId,
    @Nullable WrittenId spanId,
    Sampling sampling,
    Map<String, String> traceState,
    List<Violation> violations) {

  /**
   * Tells whether a receiver finds a context: the ids of a trace and of a span, and nothing because
   * of which it must ignore them.
   *
   * @return false also if only a decision to sample is there
   */
  public boolean isContext() {
    return traceId != null
        && traceId.id() != null
        && spanId != null
        && spanId.id() != null
        && !isMalformed();
  }

  /**
   * Tells whether a receiver must ignore the context.
   *
   * @return true if a rule is broken whose severity is FATAL
   */
  public boolean isMalformed() {
    return violations.stream().anyMatch(violation -> violation.rule().severity() == Severity.FATAL);
  }
}
