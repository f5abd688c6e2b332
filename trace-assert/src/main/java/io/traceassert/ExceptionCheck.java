package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expected exception: its type, or a supertype, and its message unless that is null. */
record ExceptionCheck(
    Class<? extends Throwable> type, @Nullable String message) {

  /** Checks that the exception was recorded and that the status is ERROR. */
  @Nullable
  Failure failed(SpanData span, Scene scene) {
    boolean recorded = isOn(span);
    if (recorded && SpanErrors.hasErrorStatus(span)) {
      return null;
    }
    String status = SpanErrors.status(span.getStatus());
    List<RecordedException> all = RecordedException.on(span);
    if (recorded) {
      return failure(
              span,
              scene,
              "fail with",
              "its status is " + status + ", though the exception was recorded")
          .because("recorded " + phrases(all))
          .advising(
              "recordException() leaves the status as it is: call span.setStatus(StatusCode.ERROR) as well.");
    }
    if (all.isEmpty()) {
      return neverRecorded(span, scene, status);
    }
    return failure(span, scene, "fail with", "recorded was " + phrases(all))
        .because("status " + status)
        .comparing(phrase(), phrases(all));
  }

  private Failure neverRecorded(SpanData span, Scene scene, String status) {
    Failure failure = failure(
        span,
        scene,
        "fail with",
        "its status is %s and no exception was recorded".formatted(status));
    if (SpanErrors.hasErrorStatus(span)) {
      failure.advising(
          "setStatus(ERROR) records no exception: call span.recordException(exception) as well, before the span ends.");
    }
    return explainDropped(failure, span);
  }

  /** Checks that the exception was recorded, whatever the status is. */
  @Nullable
  Failure recorded(SpanData span, Scene scene) {
    if (isOn(span)) {
      return null;
    }
    List<RecordedException> all = RecordedException.on(span);
    return all.isEmpty()
        ? explainDropped(failure(span, scene, "have recorded", "there is no exception"), span)
        : failure(span, scene, "have recorded", "recorded was " + phrases(all))
            .comparing(phrase(), phrases(all));
  }

  private boolean isOn(SpanData span) {
    return RecordedException.on(span).stream().anyMatch(each -> each.isA(type, message));
  }

  private Failure failure(SpanData span, Scene scene, String verb, String problem) {
    return SpanFailure.of(
        span,
        scene,
        "expected to %s %s, but %s".formatted(verb, phrase(), problem),
        isOn(span) ? "expected status ERROR" : "expected " + phrase());
  }

  private static Failure explainDropped(Failure failure, SpanData span) {
    SpanErrors.droppedEvents(span).ifPresent(dropped -> dropped.explainError(failure, ""));
    return failure;
  }

  private String phrase() {
    return RecordedException.phrase(type.getName(), message);
  }

  static String phrases(List<RecordedException> exceptions) {
    return Words.list(exceptions.stream().map(RecordedException::phrase).toList());
  }
}
