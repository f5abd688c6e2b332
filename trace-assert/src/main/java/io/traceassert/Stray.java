package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A root that has probably lost its context: there is evidence that it should have been below a
 * span of another trace.
 *
 * @param root the span
 * @param origin where it began
 * @param open the span that it should probably have been below, when it was open then
 * @param cause what is known of why it is not
 */
record Stray(SpanData root, Origin origin, Optional<OpenSpan> open, LostContext cause) {

  static Optional<Stray> of(SpanData root, Scene scene) {
    return scene.originOf(root).flatMap(origin -> of(root, origin, scene));
  }

  private static Optional<Stray> of(SpanData root, Origin origin, Scene scene) {
    Optional<OpenSpan> open = openThen(origin, root);
    boolean came = LostContext.isReceived(root)
        && origin
            .extraction()
            .filter(extraction -> !extraction.headers().isEmpty() || couldBeSent(root, scene))
            .isPresent();
    return open.isPresent() || origin.current().isValid() || came
        ? Optional.of(new Stray(root, origin, open, LostContext.of(root, origin, open)))
        : Optional.empty();
  }

  /** Without anyone in another trace who sends, the caller is outside the test. */
  private static boolean couldBeSent(SpanData root, Scene scene) {
    return scene.traces().stream()
        .filter(trace -> !trace.traceId().equals(root.getTraceId()))
        .flatMap(trace -> trace.spans().stream())
        .anyMatch(span -> sends(span) && span.getStartEpochNanos() <= root.getStartEpochNanos());
  }

  private static boolean sends(SpanData span) {
    return span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER;
  }

  /**
   * The span that the root should probably have been below: of those of other traces that were
   * open, the one that started last; those of the root's own service first, because a span of
   * another service may only be late to end.
   */
  private static Optional<OpenSpan> openThen(Origin origin, SpanData root) {
    List<OpenSpan> others = origin.openThen().stream()
        .filter(open -> !open.span().getTraceId().equals(root.getTraceId()))
        .toList();
    return last(others, open -> open.span().getSpanId().equals(origin.current().getSpanId()))
        .or(() -> last(others, open -> isNear(open.span(), root)))
        .or(() -> last(others, open -> true));
  }

  private static Optional<OpenSpan> last(List<OpenSpan> spans, Predicate<OpenSpan> condition) {
    return spans.stream().filter(condition).reduce((first, second) -> second);
  }

  /** A request is received because another service sent it; all else begins within a service. */
  private static boolean isNear(SpanData open, SpanData root) {
    return LostContext.isReceived(root)
        ? sends(open)
        : Words.service(open).equals(Words.service(root));
  }

  /** Says where and how it began. */
  String began() {
    return "%s began %s%s on thread %s%s"
        .formatted(
            Words.span(root),
            Words.trace(root.getTraceId()),
            place(" at "),
            Notation.quoted(origin.thread()),
            cause.handoff().phrase().isEmpty() ? "" : ", " + cause.handoff().phrase());
  }

  /** Says the same in few words, if a span was open then. */
  Optional<String> summary() {
    return open.map(span -> "%son thread %s while %s was open on %s"
        .formatted(
            place("at ").isEmpty() ? "" : place("at ") + " ",
            Notation.quoted(origin.thread()),
            Words.span(span.span()),
            thread(span)));
  }

  private String place(String preposition) {
    return origin.place().map(place -> preposition + place).orElse("");
  }

  private String thread(OpenSpan other) {
    return other.thread().equals(origin.thread())
        ? "the same thread"
        : "thread " + Notation.quoted(other.thread());
  }

  /** Says it all in a failure. */
  void explain(Failure failure) {
    failure.because(began());
    open.ifPresent(span -> {
      failure.because("while %s of %s was open on %s"
          .formatted(Words.span(span.span()), Words.trace(span.span().getTraceId()), thread(span)));
      failure.marking(
          span.span(), "was open when %s began".formatted(Notation.quoted(root.getName())));
    });
    cause.evidence().forEach(failure::because);
    failure.marking(root, "began here");
  }
}
