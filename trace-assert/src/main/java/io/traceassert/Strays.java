package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Explains why there are more traces than expected, by evidence: a root that began while a span of
 * another captured trace was open has probably lost its context there.
 */
final class Strays {

  private static final int MOST_EXPLAINED = 3;

  private final Failure failure;
  private final Scene scene;
  private final Set<String> advice = new LinkedHashSet<>();
  private int explained;

  private Strays(Failure failure, Scene scene) {
    this.failure = failure;
    this.scene = scene;
  }

  /** Adds to a failure what is known of roots that began while another trace was open. */
  static Failure explain(Failure failure, Scene scene) {
    Strays strays = new Strays(failure, scene);
    scene.traces().forEach(strays::explain);
    strays.advice.forEach(failure::advising);
    return failure;
  }

  /** Says where a root began while another trace was open. */
  static Optional<String> describe(SpanData root, Scene scene) {
    return scene
        .originOf(root)
        .flatMap(origin -> openThen(origin, root)
            .map(open -> "%son thread %s while %s was open on %s"
                .formatted(
                    origin.place().map(place -> "at " + place + " ").orElse(""),
                    Notation.quoted(origin.thread()),
                    Words.span(open.span()),
                    thread(origin, open))));
  }

  /** Says what to look at when a root began while another trace was open. */
  static Optional<String> advice(SpanData root, Scene scene) {
    return scene
        .originOf(root)
        .flatMap(origin ->
            openThen(origin, root).map(open -> advise(root, sameThread(origin, open))));
  }

  private static String place(Origin origin) {
    return origin.place().map(place -> " at " + place).orElse("");
  }

  private static String thread(Origin origin, OpenSpan open) {
    return sameThread(origin, open)
        ? "the same thread"
        : "thread " + Notation.quoted(open.thread());
  }

  private void explain(Trace trace) {
    for (SpanData root : trace.roots()) {
      if (LinkedTraces.isLinked(root, scene)) {
        continue; // whoever linked it made it a root on purpose
      }
      Optional<Origin> origin = scene.originOf(root);
      Optional<OpenSpan> open = origin.flatMap(found -> openThen(found, root));
      if (open.isPresent() && explained++ < MOST_EXPLAINED) {
        explain(root, origin.get(), open.get());
      }
    }
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
    return last(others, open -> isNear(open.span(), root)).or(() -> last(others, open -> true));
  }

  private static Optional<OpenSpan> last(List<OpenSpan> spans, Predicate<OpenSpan> condition) {
    return spans.stream().filter(condition).reduce((first, second) -> second);
  }

  /** A request is received because another service sent it; all else begins within a service. */
  private static boolean isNear(SpanData open, SpanData root) {
    return isReceived(root)
        ? open.getKind() == SpanKind.CLIENT || open.getKind() == SpanKind.PRODUCER
        : Words.service(open).equals(Words.service(root));
  }

  private static boolean isReceived(SpanData root) {
    return root.getKind() == SpanKind.SERVER || root.getKind() == SpanKind.CONSUMER;
  }

  private void explain(SpanData root, Origin origin, OpenSpan open) {
    failure.because("%s began %s%s on thread %s"
        .formatted(
            Words.span(root),
            Words.trace(root.getTraceId()),
            place(origin),
            Notation.quoted(origin.thread())));
    failure.because("while %s of %s was open on %s"
        .formatted(
            Words.span(open.span()), Words.trace(open.span().getTraceId()), thread(origin, open)));
    failure.marking(root, "began here");
    failure.marking(
        open.span(), "was open when %s began".formatted(Notation.quoted(root.getName())));
    advice.add(advise(root, sameThread(origin, open)));
  }

  private static boolean sameThread(Origin origin, OpenSpan open) {
    return origin.thread().equals(open.thread());
  }

  private static String advise(SpanData root, boolean sameThread) {
    if (isReceived(root)) {
      return "Did the request carry the trace context? Check that the sender injects it and the receiver extracts it, with the"
          + " same propagators.";
    }
    return sameThread
        ? "Was the open span made current (try (Scope scope = span.makeCurrent()) …), or its context passed on?"
        : "Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.";
  }
}
