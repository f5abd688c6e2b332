package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.pattern.Regex;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asserted of the errors of a span. */
abstract sealed class SpanErrorAssert extends SpanLatencyAssert permits SpanPartsAssert {

  private static final int MOST_LINES = 5;

  SpanErrorAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }

  /** Verifies a check of errors: if it holds, those of the span have been looked at. */
  private SpanAssert verifyErrors(BiFunction<SpanData, Scene, @Nullable Failure> check) {
    return verify((span, scene) -> {
      Failure failure = check.apply(span, scene);
      if (failure == null) {
        scene.lookedAtErrorsOf(span);
      }
      return failure;
    });
  }

  /** Remembers that the errors of the span were looked at. */
  SpanAssert lookedAtErrors() {
    return verifyErrors((span, scene) -> null);
  }

  /**
   * Verifies that nothing tells of an error: the status is not ERROR, no exception was recorded,
   * and there is no attribute {@code error.type}.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").hasNoErrors(); // fails for a recorded exception without a status
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if one of these is there, with the type and message of the
   *     exception and where it was thrown; or if the span limits of the SDK dropped events or
   *     attributes, among which one may have been
   */
  public SpanAssert hasNoErrors() {
    return verifyErrors((span, scene) -> {
      if (SpanErrors.areIn(span)) {
        Failure failure = SpanFailure.of(
            span, scene, "expected no error, but it has " + SpanErrors.signs(span), "has an error");
        SpanErrors.details(span).forEach(failure::because);
        return failure;
      }
      return SpanErrors.dropped(span)
          .map(dropped -> dropped.explainError(
              SpanFailure.of(span, scene, "cannot tell that it has no error", "data was dropped"),
              ""))
          .orElse(null);
    });
  }

  /**
   * Verifies that the span failed with an exception: the status is ERROR, and an exception of this
   * type was recorded.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().span("charge card").failsWith(IOException.class); // fails unless setStatus(ERROR) was called
   * }</pre>
   *
   * @param type the class of the exception or a superclass; where the class that was recorded
   *     cannot be loaded, its name must be that of {@code type}
   * @return this
   * @throws TraceAssertionError if the status is not ERROR, or no such exception was recorded; one
   *     without the other is said
   */
  public SpanAssert failsWith(Class<? extends Throwable> type) {
    ExceptionCheck check = new ExceptionCheck(requireNonNull(type, "type"), null);
    return verifyErrors(check::failed);
  }

  /**
   * Verifies that the span failed with an exception: the status is ERROR, and an exception of this
   * type and with this message was recorded.
   *
   * @param type the class of the exception or a superclass; where the class that was recorded
   *     cannot be loaded, its name must be that of {@code type}
   * @param message the exact message
   * @return this
   * @throws TraceAssertionError if the status is not ERROR, or no such exception was recorded; one
   *     without the other is said
   */
  public SpanAssert failsWith(Class<? extends Throwable> type, String message) {
    ExceptionCheck check =
        new ExceptionCheck(requireNonNull(type, "type"), requireNonNull(message, "message"));
    return verifyErrors(check::failed);
  }

  /**
   * Verifies that an exception of this type was recorded, whatever the status is.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").hasException(IOException.class); // holds without a status, unlike failsWith
   * }</pre>
   *
   * @param type the class of the exception or a superclass; where the class that was recorded
   *     cannot be loaded, its name must be that of {@code type}
   * @return this
   * @throws TraceAssertionError if no such exception was recorded
   */
  public SpanAssert hasException(Class<? extends Throwable> type) {
    ExceptionCheck check = new ExceptionCheck(requireNonNull(type, "type"), null);
    return verifyErrors(check::recorded);
  }

  /**
   * Verifies that an exception of this type and with this message was recorded, whatever the status
   * is.
   *
   * @param type the class of the exception or a superclass; where the class that was recorded
   *     cannot be loaded, its name must be that of {@code type}
   * @param message the exact message
   * @return this
   * @throws TraceAssertionError if no such exception was recorded
   */
  public SpanAssert hasException(Class<? extends Throwable> type, String message) {
    ExceptionCheck check =
        new ExceptionCheck(requireNonNull(type, "type"), requireNonNull(message, "message"));
    return verifyErrors(check::recorded);
  }

  /**
   * Verifies that no exception was recorded, whatever the status is.
   *
   * @return this
   * @throws TraceAssertionError if one was, with its type and message and where it was thrown; or
   *     if the span limits of the SDK dropped events, among which one may have been
   */
  public SpanAssert hasNoException() {
    return verifyErrors((span, scene) -> {
      List<RecordedException> recorded = RecordedException.on(span);
      if (!recorded.isEmpty()) {
        return SpanFailure.of(
            span,
            scene,
            "expected no exception, but recorded was " + ExceptionCheck.phrases(recorded),
            "has an exception");
      }
      return SpanErrors.droppedEvents(span)
          .map(dropped -> dropped.explainError(
              SpanFailure.of(
                  span, scene, "cannot tell that it has no exception", "events were dropped"),
              ""))
          .orElse(null);
    });
  }

  /**
   * Verifies that the stack trace of a recorded exception contains a text.
   *
   * @param fragment the text, for example {@code "at io.acme.Shop.charge("} or {@code "Caused by:
   *     java.net.SocketTimeoutException"}
   * @return this
   * @throws TraceAssertionError if none does, with where each begins; or if no exception was
   *     recorded
   */
  public SpanAssert hasStackTraceContaining(String fragment) {
    Arguments.notBlank(fragment, "fragment");
    return verifyErrors((span, scene) -> {
      List<RecordedException> recorded = RecordedException.on(span);
      return recorded.stream().anyMatch(each -> each.stackTrace().contains(fragment))
          ? null
          : noStackTraceWith(fragment, recorded, span, scene);
    });
  }

  private static Failure noStackTraceWith(
      String fragment, List<RecordedException> recorded, SpanData span, Scene scene) {
    String problem = recorded.isEmpty() ? "no exception was recorded" : "none does";
    Failure failure = SpanFailure.of(
        span,
        scene,
        "expected a stack trace to contain %s, but %s"
            .formatted(Notation.quoted(fragment), problem),
        "stack trace: expected " + Notation.quoted(fragment));
    for (RecordedException each : recorded) {
      failure.because("recorded " + each.phrase());
      each.excerpt(MOST_LINES).forEach(line -> failure.because("  " + line));
    }
    return failure;
  }

  /**
   * Verifies the status code and its description.
   *
   * @param code the expected code
   * @param description the exact description, empty for none; the SDK keeps one of ERROR only
   * @return this
   * @throws TraceAssertionError if the code or the description is another
   */
  public SpanAssert hasStatus(StatusCode code, String description) {
    StatusData expected =
        StatusData.create(requireNonNull(code, "code"), requireNonNull(description, "description"));
    return verifyErrors((span, scene) -> span.getStatus().equals(expected)
        ? null
        : otherStatus(span, scene, SpanErrors.status(expected)));
  }

  /**
   * Verifies that the description of the status matches a regular expression.
   *
   * @param regex must match the whole description
   * @return this
   * @throws IllegalArgumentException if the expression is not valid
   * @throws TraceAssertionError if it does not match
   */
  public SpanAssert hasStatusDescriptionMatching(String regex) {
    Regex expected = Regex.of(Arguments.notBlank(regex, "regex"));
    return verifyErrors((span, scene) -> expected.matches(span.getStatus().getDescription())
        ? null
        : otherStatus(span, scene, "a description matching " + Notation.quoted(regex)));
  }

  private static Failure otherStatus(SpanData span, Scene scene, String expected) {
    String actual = SpanErrors.status(span.getStatus());
    return SpanFailure.different(span, scene, "status", expected, actual)
        .comparing(expected, actual);
  }

  /**
   * Verifies that the error of the span went up to an ancestor: the status is ERROR here, there,
   * and on every span between them.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").hasErrorPropagatedTo("checkout"); // fails when a span between them is not ERROR
   * }</pre>
   *
   * @param ancestor the ancestor, as {@link SpanPattern#of} reads it, of several the nearest; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if a span swallowed it, which is named; if the span has no error;
   *     or if no ancestor is so
   */
  public SpanAssert hasErrorPropagatedTo(String ancestor) {
    return hasErrorPropagatedTo(SpanPattern.of(requireNonNull(ancestor, "ancestor")));
  }

  /**
   * Verifies that the error of the span went up to an ancestor: the status is ERROR here, there,
   * and on every span between them.
   *
   * @param ancestor the ancestor, of several the nearest
   * @return this
   * @throws TraceAssertionError if a span swallowed it, which is named; if the span has no error;
   *     or if no ancestor is so
   */
  public SpanAssert hasErrorPropagatedTo(SpanPattern ancestor) {
    requireNonNull(ancestor, "ancestor");
    return verify((span, scene) -> {
      ErrorPath path = ErrorPath.of(span, ancestor, scene);
      Failure failure = path.propagated();
      if (failure == null) {
        path.spans().forEach(scene::lookedAtErrorsOf);
      }
      return failure;
    });
  }

  /**
   * Verifies that the error of the span did not go all the way up to an ancestor: its own status is
   * ERROR, and there is a span above it, up to and including the ancestor, whose status is not.
   *
   * @param ancestor the ancestor, as {@link SpanPattern#of} reads it, of several the nearest; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if all statuses are ERROR; if the span has no error; or if no
   *     ancestor is so
   */
  public SpanAssert doesNotHaveErrorPropagatedTo(String ancestor) {
    return doesNotHaveErrorPropagatedTo(SpanPattern.of(requireNonNull(ancestor, "ancestor")));
  }

  /**
   * Verifies that the error of the span did not go all the way up to an ancestor: its own status is
   * ERROR, and there is a span above it, up to and including the ancestor, whose status is not.
   *
   * @param ancestor the ancestor, of several the nearest
   * @return this
   * @throws TraceAssertionError if all statuses are ERROR; if the span has no error; or if no
   *     ancestor is so
   */
  public SpanAssert doesNotHaveErrorPropagatedTo(SpanPattern ancestor) {
    requireNonNull(ancestor, "ancestor");
    return verifyErrors((span, scene) -> ErrorPath.of(span, ancestor, scene).stopped());
  }
}
