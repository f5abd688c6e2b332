package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Wiring;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;

/** What can be wrong with a capture as a whole. */
final class CaptureFailure {

  private CaptureFailure() {}

  static Failure noRoot(SpanPattern pattern, Scene scene) {
    List<String> roots = scene.traces().stream()
        .flatMap(trace -> trace.beginnings().stream())
        .map(SpanData::getName)
        .toList();
    return Failure.of("no trace has the root " + pattern.phrase())
        .because(
            roots.isEmpty()
                ? "no trace has a root"
                : "nearest: " + Words.names(Spelling.nearest(pattern.nameText(), roots)))
        .drawing(scene.traces());
  }

  static Failure noService(String name, Selection selection) {
    List<String> services = selection.candidates().stream()
        .map(Words::service)
        .filter(service -> !service.isEmpty())
        .toList();
    List<Trace> traces = selection.tracesOf(selection.candidates());
    return Failure.of(
            "no span of service %s in %s".formatted(Notation.quoted(name), Selection.place(traces)))
        .because(
            services.isEmpty()
                ? "no span says of which service it is"
                : "nearest: " + Words.names(Spelling.nearest(name, services)))
        .drawing(traces);
  }

  static Failure severalRoots(SpanPattern pattern, List<Trace> candidates) {
    return Failure.of("%s have the root %s, expected exactly one"
            .formatted(Words.count(candidates.size(), "trace"), pattern.phrase()))
        .drawing(candidates);
  }

  static Failure unexpectedCount(String expected, int count, Scene scene) {
    int actual = scene.traces().size();
    Failure failure =
        Failure.of("expected %s, but there %s %d".formatted(expected, Words.isAre(actual), actual));
    if (actual > count) {
      LinkedTraces.explain(failure, scene);
      Strays.explain(failure, scene);
    }
    return failure.drawing(scene.traces()).comparing(count, actual);
  }

  static Failure nothing(Scene scene) {
    Capture capture = requireNonNull(scene.capture());
    return nothing(capture, capture.wirings().stream().map(Wiring::cause).toList());
  }

  static Failure nothing(Capture capture, List<String> causes) {
    Failure failure = Failure.of("no spans captured: " + String.join("; ", causes));
    for (Wiring wiring : capture.wirings()) {
      wiring.facts().forEach(fact -> failure.fact(fact.name(), fact.value()));
      failure.advising(wiring.advice());
    }
    return failure;
  }

  static int spanCount(Scene scene) {
    return scene.traces().stream().mapToInt(Trace::size).sum();
  }
}
