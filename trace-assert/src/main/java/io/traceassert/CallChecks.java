package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with calls between spans. Null means that nothing is. */
final class CallChecks {

  private static final int MOST_EXPLAINED = 5;

  private CallChecks() {}

  /** A call that two instrumentations have traced. */
  static @Nullable Failure doubleInstrumentation(List<Trace> traces, Scene scene) {
    return failure(
        find(traces, CallChecks::doubled),
        "are traced twice",
        "Switch one of the two instrumentations off.");
  }

  private static Optional<Finding> doubled(SpanData span, Trace trace) {
    return trace
        .parentOf(span)
        .filter(parent -> span.getKind() != SpanKind.INTERNAL
            && parent.getKind() == span.getKind()
            && Words.service(parent).equals(Words.service(span))
            && trace.childrenOf(parent).stream()
                    .filter(child -> child.getKind() == span.getKind())
                    .count()
                == 1)
        .map(parent -> new Finding(
            span,
            trace,
            "%s is traced twice: by %s as %s, and within that by %s as %s"
                .formatted(
                    Words.span(span),
                    scope(parent),
                    Notation.quoted(parent.getName()),
                    scope(span),
                    Notation.quoted(span.getName())),
            "the same call as its parent"));
  }

  private static String scope(SpanData span) {
    return Notation.quoted(span.getInstrumentationScopeInfo().getName());
  }

  /** A call to a service that answers others. */
  static @Nullable Failure unansweredClients(List<Trace> traces, Scene scene) {
    Peers peers = Peers.of(traces);
    return failure(
        find(traces, (span, trace) -> unanswered(span, trace, peers)),
        "were not received",
        "Does the service extract the context, and is its server instrumented? If its span is in another trace, isContinuous() says why.");
  }

  private static Optional<Finding> unanswered(SpanData span, Trace trace, Peers peers) {
    return span.getKind() == SpanKind.CLIENT
            && trace.childrenOf(span).stream()
                .noneMatch(child -> child.getKind() == SpanKind.SERVER)
        ? peers
            .serviceOf(span)
            .map(peer -> new Finding(
                span,
                trace,
                "%s has no child of kind SERVER, but %s leads to service %s, which was captured"
                    .formatted(Words.span(span), peer.evidence(), Notation.quoted(peer.service())),
                "no SERVER span of " + Notation.quoted(peer.service())))
        : Optional.empty();
  }

  /** A call that is traced only where it is received. */
  static @Nullable Failure serversWithoutClient(List<Trace> traces, Scene scene) {
    return failure(
        find(traces, CallChecks::withoutClient),
        "have no client span",
        "Is the client of the caller instrumented?");
  }

  private static Optional<Finding> withoutClient(SpanData span, Trace trace) {
    return span.getKind() != SpanKind.SERVER
        ? Optional.empty()
        : trace
            .parentOf(span)
            .filter(parent -> parent.getKind() != SpanKind.CLIENT)
            .map(parent -> new Finding(
                span,
                trace,
                "%s has no client span: its parent %s is of kind %s"
                    .formatted(Words.span(span), Words.span(parent), parent.getKind()),
                "expected a parent of kind CLIENT"));
  }

  /** Work that began when the span was over that it belongs to. */
  static @Nullable Failure lateChildren(List<Trace> traces, Scene scene) {
    return failure(
        find(traces, (span, trace) -> late(span, trace, scene)),
        "began after their parents had ended",
        "Was the work handed on, so that the parent should wait for it or be linked? Or was a scope never closed, so that its context"
            + " stayed on a thread of a pool? Check that each makeCurrent() is in try (…).");
  }

  private static Optional<Finding> late(SpanData span, Trace trace, Scene scene) {
    return trace
        .parentOf(span)
        .filter(parent -> parent.hasEnded()
            && parent.getKind() != SpanKind.PRODUCER
            && TimedPair.of(parent, span, scene).clocks().isEmpty()
            && parent.getEndEpochNanos() < span.getStartEpochNanos())
        .map(parent -> new Finding(
            span,
            trace,
            "%s began %s after its parent %s had ended%s"
                .formatted(
                    Words.span(span),
                    Durations.exact(
                        Durations.between(parent.getEndEpochNanos(), span.getStartEpochNanos())),
                    Words.span(parent),
                    threads(span, parent, scene)),
            "began after its parent had ended"));
  }

  private static String threads(SpanData span, SpanData parent, Scene scene) {
    return scene
        .originOf(span)
        .flatMap(origin -> scene
            .originOf(parent)
            .map(of -> origin.thread().equals(of.thread())
                ? ", on the same thread %s".formatted(Notation.quoted(of.thread()))
                : ", on thread %s; that one began on thread %s"
                    .formatted(Notation.quoted(origin.thread()), Notation.quoted(of.thread()))))
        .orElse("");
  }

  private static List<Finding> find(
      List<Trace> traces, BiFunction<SpanData, Trace, Optional<Finding>> look) {
    List<Finding> findings = new ArrayList<>();
    traces.forEach(
        trace -> trace.spans().forEach(span -> look.apply(span, trace).ifPresent(findings::add)));
    return findings;
  }

  private static @Nullable Failure failure(List<Finding> findings, String many, String advice) {
    if (findings.isEmpty()) {
      return null;
    }
    Failure failure;
    if (findings.size() == 1) {
      failure = Failure.of(findings.get(0).problem);
    } else {
      failure = Failure.of("%s %s".formatted(Words.count(findings.size(), "span"), many));
      findings.stream().limit(MOST_EXPLAINED).forEach(each -> failure.because(each.problem));
      if (findings.size() > MOST_EXPLAINED) {
        failure.because("and " + (findings.size() - MOST_EXPLAINED) + " more");
      }
    }
    findings.forEach(each -> failure.marking(each.span, each.comment).drawing(each.trace));
    return failure.advising(advice);
  }

  private record Finding(SpanData span, Trace trace, String problem, String comment) {}
}
