package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way of an error from the span that failed up to one of its ancestors. The status decides: it
 * is what a reader of the trace sees.
 *
 * @param span where the error is
 * @param above the ancestors up to the one that is meant, the parent first; empty if none is meant
 * @param pattern describes the ancestor
 * @param scene where they are
 */
record ErrorPath(SpanData span, List<SpanData> above, SpanPattern pattern, Scene scene) {

  static ErrorPath of(SpanData span, SpanPattern pattern, Scene scene) {
    Trace trace = scene.traceOf(span);
    List<SpanData> ancestors = trace.ancestorsOf(span);
    for (int i = 0; i < ancestors.size(); i++) {
      if (pattern.matches(ancestors.get(i), trace)) {
        return new ErrorPath(span, ancestors.subList(0, i + 1), pattern, scene);
      }
    }
    return new ErrorPath(span, List.of(), pattern, scene);
  }

  Stream<SpanData> spans() {
    return Stream.concat(Stream.of(span), above.stream());
  }

  /** Checks that the error went all the way. */
  @Nullable
  Failure propagated() {
    String expected = "expected its error to reach " + pattern.phrase();
    Optional<Failure> nothing = nothingToPropagate(expected);
    return nothing.isPresent()
        ? nothing.get()
        : swallowing().map(guilty -> swallowed(expected, guilty)).orElse(null);
  }

  private Failure swallowed(String expected, SpanData guilty) {
    return failure(expected + ", but " + Words.span(guilty) + " swallowed it")
        .because("%s: %s".formatted(Words.span(span), SpanErrors.summary(span)))
        .because("%s: status %s%s"
            .formatted(
                Words.span(guilty),
                SpanErrors.status(guilty.getStatus()),
                SpanErrors.areIn(guilty) ? ", though it has " + SpanErrors.signs(guilty) : ""))
        .marking(span, "error begins here")
        .marking(guilty, swallowedHere(guilty));
  }

  static String swallowedHere(SpanData guilty) {
    return "error swallowed here: status " + SpanErrors.status(guilty.getStatus());
  }

  /** Checks that the error was stopped on the way. */
  @Nullable
  Failure stopped() {
    String expected = "expected its error not to reach " + pattern.phrase();
    Optional<Failure> nothing = nothingToPropagate(expected);
    if (nothing.isPresent() || swallowing().isPresent()) {
      return nothing.orElse(null);
    }
    Failure failure = failure(expected + ", but it did")
        .because("%s: %s".formatted(Words.span(span), SpanErrors.summary(span)))
        .because("handed on by "
            + Words.list(above.stream().map(ErrorPath::handingOn).toList()))
        .marking(span, "error begins here");
    above.forEach(ancestor -> failure.marking(ancestor, SpanErrors.handedOn(ancestor)));
    return failure;
  }

  private static String handingOn(SpanData ancestor) {
    return "%s (%s)".formatted(Words.span(ancestor), SpanErrors.handedOn(ancestor));
  }

  private Optional<SpanData> swallowing() {
    return above.stream().filter(ancestor -> !SpanErrors.handOn(ancestor)).findFirst();
  }

  /** Neither is true of a span without an error, nor of one that is not below the other. */
  private Optional<Failure> nothingToPropagate(String expected) {
    if (!SpanErrors.hasErrorStatus(span)) {
      String has = SpanErrors.areIn(span) ? ", though it has " + SpanErrors.signs(span) : "";
      return Optional.of(failure("%s, but its status is %s%s"
              .formatted(expected, SpanErrors.status(span.getStatus()), has))
          .marking(span, "expected status ERROR"));
    }
    if (above.isEmpty()) {
      Trace trace = scene.traceOf(span);
      String where = SpanKinAssert.ancestorsPhrase(trace, span, trace.ancestorsOf(span));
      return Optional.of(
          failure(expected + ", but " + where).marking(span, "expected below " + pattern.phrase()));
    }
    return Optional.empty();
  }

  private Failure failure(String problem) {
    return Failure.of("span %s: %s".formatted(Words.span(span), problem))
        .drawing(scene.traceOf(span));
  }
}
