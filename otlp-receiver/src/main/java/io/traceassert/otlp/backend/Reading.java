package io.traceassert.otlp.backend;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking once.
 *
 * @param spans that were found; empty when there are none, or none yet
 * @param note what else is to be known of them, or null
 * @param problem why nothing could be read, or null
 */
record Reading(
    List<SpanData> spans, @Nullable String note, @Nullable Problem problem) {

  static Reading of(Problem problem) {
    return new Reading(List.of(), null, problem);
  }

  boolean failed() {
    return problem != null;
  }

  boolean mayChange() {
    return problem == null || problem.passing();
  }

  /** Backends do not promise an order. */
  boolean isSameAs(Reading other) {
    return failed() == other.failed() && new HashSet<>(spans).equals(new HashSet<>(other.spans));
  }
}
