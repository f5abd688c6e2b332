package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * Which span is meant. For now a name, compared exactly; the one value that selects spans
 * everywhere in the DSL.
 *
 * @param name the name of the span
 */
record SpanPattern(String name) {

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if the text is blank, or has columns, which are not understood
   *     yet
   */
  static SpanPattern of(String text, String argument) {
    Arguments.notBlank(text, argument);
    if (text.strip().contains("  ")) {
      throw new IllegalArgumentException(
          "%s %s has columns (two spaces in a row divide them); only a span's name is understood here so far"
              .formatted(argument, Words.quoted(text)));
    }
    return new SpanPattern(text);
  }

  boolean matches(SpanData span) {
    return name.equals(span.getName());
  }

  /** Finds the one span of a trace that matches. */
  Found<SpanData> singleIn(Trace trace) {
    List<SpanData> candidates = trace.spans().stream().filter(this::matches).toList();
    return switch (candidates.size()) {
      case 0 -> Found.failed(noneIn(trace));
      case 1 -> Found.value(candidates.get(0));
      default -> Found.failed(severalIn(trace, candidates));
    };
  }

  private Failure noneIn(Trace trace) {
    List<String> names = trace.spans().stream().map(SpanData::getName).toList();
    return Failure.of("no span %s in %s".formatted(this, Words.trace(trace.traceId())))
        .because("nearest: " + Words.names(Nearest.to(name, names)))
        .drawing(trace);
  }

  private Failure severalIn(Trace trace, List<SpanData> candidates) {
    Failure failure = Failure.of("%s %s in %s, expected exactly one"
        .formatted(Words.count(candidates.size(), "span"), this, Words.trace(trace.traceId())));
    for (int i = 0; i < candidates.size(); i++) {
      failure.marking(candidates.get(i), "candidate " + (i + 1));
    }
    Differences.between(candidates).forEach(failure::showing);
    return failure.drawing(trace);
  }

  @Override
  public String toString() {
    return Words.quoted(name);
  }
}
