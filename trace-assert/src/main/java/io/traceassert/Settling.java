package io.traceassert;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.capture.Wiring;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Waiting for a capture to settle, and what to say when it does not. */
final class Settling {

  private static final int MOST_NAMED = 10;
  private static final String END_SPANS =
      "End each span on every path (try … finally), or let the test wait for the code that ends it.";

  private static final String INCOMPLETE = ", so the capture is not complete";
  private static final String SEND_PARENTS =
      "A parent that does not come has not ended, was not sampled, or was not exported: let the service end and flush its spans, or assert with eventually(Duration) to wait longer.";

  private Settling() {}

  static Scene settledScene(CapturedTraces traces) {
    Capture capture = traces.await(traces.settleTimeout(), Capture::settled);
    Scene scene = traces.scene(capture);
    Failure failure = incomplete(capture, traces.settleTimeout());
    if (failure != null) {
      throw thrown(failure, scene);
    }
    return scene;
  }

  /** Says why nothing can be asserted on a capture; null when it is whole. */
  static @Nullable Failure incomplete(Capture capture, Duration waited) {
    if (!capture.losses().isEmpty()) {
      return lost(capture);
    }
    return capture.settled() ? null : unsettled(capture, waited);
  }

  private static Failure lost(Capture capture) {
    List<String> losses = capture.losses();
    if (capture.spans().isEmpty() && capture.wirings().stream().noneMatch(Wiring::connected)) {
      return CaptureFailure.nothing(capture, losses); // a source that could not be read at all
    }
    Failure failure = Failure.of("spans were lost on the way to the test"
        + (losses.size() == 1 ? ": " + losses.get(0) : INCOMPLETE));
    if (losses.size() > 1) {
      losses.forEach(failure::because);
    }
    return reported(failure, capture);
  }

  private static Failure unsettled(Capture capture, Duration waited) {
    if (!capture.openSpans().isEmpty()) {
      return stillOpen(capture, waited);
    }
    List<SpanData> children = capture.withoutParent();
    return children.isEmpty()
        ? stillArriving(capture, waited)
        : parentsMissing(children, capture, waited);
  }

  private static Failure stillOpen(Capture capture, Duration waited) {
    int open = capture.openSpans().size();
    Failure failure = Failure.of("%s still open after %s%s"
        .formatted(
            Words.count(open, "span") + " " + Words.isAre(open),
            Durations.exact(waited),
            INCOMPLETE));
    return describeOpen(failure, capture).advising(END_SPANS);
  }

  private static Failure parentsMissing(List<SpanData> children, Capture capture, Duration waited) {
    Failure failure = Failure.of("the %s of %s did not arrive within %s%s"
        .formatted(
            children.size() == 1 ? "parent" : "parents",
            Words.list(children.stream().map(Words::span).toList()),
            Durations.exact(waited),
            INCOMPLETE));
    children.stream()
        .limit(MOST_NAMED)
        .forEach(child -> failure.because("%s%s refers to %s, a span of the same process"
            .formatted(
                Words.span(child), ofService(child), Words.shortId(child.getParentSpanId()))));
    return reported(failure, capture).advising(SEND_PARENTS);
  }

  private static Failure stillArriving(Capture capture, Duration waited) {
    return reported(
        Failure.of(
            "spans were still arriving after %s%s".formatted(Durations.exact(waited), INCOMPLETE)),
        capture);
  }

  /** Says which services sent anything, and draws what came. */
  private static Failure reported(Failure failure, Capture capture) {
    Map<String, Long> services =
        capture.spans().stream().collect(groupingBy(Words::service, TreeMap::new, counting()));
    String counted = services.entrySet().stream()
        .map(service -> "%s (%s)"
            .formatted(
                service.getKey().isEmpty() ? "no service.name" : service.getKey(),
                Words.count(service.getValue().intValue(), "span")))
        .collect(joining(", "));
    return failure
        .fact("services that reported", counted.isEmpty() ? "none" : counted)
        .drawing(soFar(capture));
  }

  private static String ofService(SpanData span) {
    String service = Words.service(span);
    return service.isEmpty() ? "" : " of " + service;
  }

  static Failure neverEnded(Capture capture) {
    List<String> open =
        capture.openSpans().stream().map(span -> Words.span(span.span())).toList();
    Failure failure = Failure.of("%s never ended: %s"
        .formatted(
            open.size() == 1 ? "1 span was" : open.size() + " spans were", Words.list(open)));
    return describeOpen(failure, capture).advising(END_SPANS);
  }

  static TraceAssertionError interrupted(Scene scene) {
    Failure failure = Failure.of("interrupted while waiting for the capture to settle");
    if (scene.capture() != null) {
      describeOpen(failure, scene.capture());
    }
    return thrown(failure, scene);
  }

  private static Failure describeOpen(Failure failure, Capture capture) {
    List<OpenSpan> open = capture.openSpans();
    open.stream().limit(MOST_NAMED).forEach(span -> failure.because(describe(span, capture)));
    if (open.size() > MOST_NAMED) {
      failure.because("and " + (open.size() - MOST_NAMED) + " more");
    }
    return failure.drawing(soFar(capture));
  }

  static String describe(OpenSpan open, Capture capture) {
    String place = capture
        .originOf(open.span())
        .flatMap(Origin::place)
        .map(where -> " at " + where)
        .orElse("");
    return "%s has been open for %s, started%s on thread %s"
        .formatted(
            Words.span(open.span()),
            Durations.format(open.age()),
            place,
            Notation.quoted(open.thread()));
  }

  static List<Trace> soFar(Capture capture) {
    List<SpanData> all = new ArrayList<>(capture.spans());
    capture.openSpans().forEach(open -> all.add(open.span()));
    return Trace.groupByTraceId(all);
  }

  static TraceAssertionError thrown(Failure failure, Scene scene) {
    return failure.error(failure.message("", scene.notes()), scene);
  }
}
