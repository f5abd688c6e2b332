package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Extraction;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.propagation.Carrier;
import io.traceassert.propagation.ContextReading;
import io.traceassert.propagation.Propagation;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a root has no parent, as far as the evidence tells. What it does not decide is not said as a
 * fact.
 *
 * @param evidence sentences
 * @param advice what to look at, or to do
 * @param handoff how the thread came to its work; unknown where that does not matter
 */
record LostContext(List<String> evidence, String advice, Handoff handoff) {

  private static final String SAME_PROPAGATORS =
      "Did the %s carry the trace context? Check that the sender injects it and the receiver extracts it, with the"
          + " same propagators.";
  private static final String EXTRACT =
      "The receiver must extract the context before it starts the span: parent = propagator.extract(Context.current(), %s,"
          + " getter), then spanBuilder.setParent(parent).";
  private static final String INJECT =
      "The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(),"
          + " %s, setter), while its span is current.";
  private static final String SAME_FORMAT =
      "Give both sides a propagator for the same format: setPropagators(…), or otel.propagators.";
  private static final String SET_PARENT =
      "Start the span with what was extracted: spanBuilder.setParent(extracted).";
  private static final String WELL_FORMED =
      "Whoever wrote these headers must follow the format; a propagator of OpenTelemetry on that side does.";
  private static final String ON_PURPOSE =
      "If it is meant to begin a trace, expect one more; a link says where it came from: addLink(spanContext). If not, leave setNoParent()"
          + " out.";
  private static final String MAKE_CURRENT =
      "Was the open span made current (try (Scope scope = span.makeCurrent()) …), or its context passed on?";

  static LostContext of(SpanData root, Origin origin, Optional<OpenSpan> open) {
    if (origin.current().isValid()) {
      return onPurpose(origin);
    }
    if (isReceived(root)) {
      String carrier = root.getKind() == SpanKind.CONSUMER ? "message" : "request";
      return origin
          .extraction()
          .map(extraction -> received(extraction, open, carrier))
          .orElseGet(() -> of(List.of(), SAME_PROPAGATORS.formatted(carrier)));
    }
    boolean sameThread =
        open.filter(span -> span.thread().equals(origin.thread())).isPresent();
    Handoff handoff = sameThread ? Handoff.UNKNOWN : Handoff.of(origin);
    return new LostContext(List.of(), sameThread ? MAKE_CURRENT : handoff.advice(), handoff);
  }

  static boolean isReceived(SpanData span) {
    return span.getKind() == SpanKind.SERVER || span.getKind() == SpanKind.CONSUMER;
  }

  private static LostContext of(List<String> evidence, String advice) {
    return new LostContext(evidence, advice, Handoff.UNKNOWN);
  }

  private static LostContext onPurpose(Origin origin) {
    String current = origin.openThen().stream()
        .map(OpenSpan::span)
        .filter(span -> span.getSpanId().equals(origin.current().getSpanId()))
        .findFirst()
        .map(Words::span)
        .orElseGet(() -> SpanLink.phrase(origin.current()));
    return of(
        List.of(
            "%s was current there, and the parent was set to none: setNoParent(), or a context without a span"
                .formatted(current)),
        ON_PURPOSE);
  }

  private static LostContext received(
      Extraction extraction, Optional<OpenSpan> open, String carrier) {
    List<String> evidence = new ArrayList<>();
    if (extraction.fields().isEmpty()) {
      evidence.add("no propagator had looked at any headers before it began");
      open.filter(span -> !span.injectedAs().isEmpty())
          .ifPresent(span -> evidence.add(injected(span)));
      return of(evidence, EXTRACT.formatted(carrier));
    }
    if (extraction.headers().isEmpty()) {
      return withoutHeaders(extraction, open, carrier);
    }
    return withHeaders(extraction);
  }

  private static LostContext withoutHeaders(
      Extraction extraction, Optional<OpenSpan> open, String carrier) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "its headers carried no trace context: a propagator looked for " + fields(extraction));
    if (open.isEmpty()) {
      return of(evidence, INJECT.formatted(carrier));
    }
    boolean injected = !open.get().injectedAs().isEmpty();
    evidence.add(
        injected
            ? injected(open.get()) + ": could be lost on the way, or be of another " + carrier
            : "the context of %s had not been injected into any headers"
                .formatted(Words.span(open.get().span())));
    return of(evidence, (injected ? SAME_PROPAGATORS : INJECT).formatted(carrier));
  }

  private static LostContext withHeaders(Extraction extraction) {
    List<String> read = extraction.headers().keySet().stream()
        .filter(name -> extraction.fields().stream().anyMatch(name::equalsIgnoreCase))
        .sorted()
        .toList();
    List<String> all = extraction.headers().keySet().stream().sorted().toList();
    if (read.isEmpty()) {
      return of(
          List.of("its headers carried %s, which its propagators do not read: they look for %s"
              .formatted(Words.list(all), fields(extraction))),
          SAME_FORMAT);
    }
    List<String> broken = broken(extraction, read);
    return broken.isEmpty()
        ? of(
            List.of(
                "its headers carried %s, which had been extracted, and the span was started without it"
                    .formatted(Words.list(read))),
            SET_PARENT)
        : of(broken, WELL_FORMED);
  }

  /** Says what a propagator could not read, rule by rule. */
  private static List<String> broken(Extraction extraction, List<String> read) {
    Propagation found = Propagation.of(Carrier.of(extraction.headers()));
    return found.readings().stream()
        .filter(ContextReading::isMalformed)
        .filter(reading -> reading.headers().stream()
            .anyMatch(header -> read.stream().anyMatch(header::equalsIgnoreCase)))
        .flatMap(reading -> reading.violations().stream())
        .map(violation -> "its headers were malformed: " + violation)
        .toList();
  }

  private static String injected(OpenSpan span) {
    return "the context of %s had been injected as %s"
        .formatted(
            Words.span(span.span()),
            Words.list(span.injectedAs().stream().sorted().toList()));
  }

  private static String fields(Extraction extraction) {
    return Words.list(
        extraction.fields().stream().filter(name -> !name.equals("baggage")).toList());
  }
}
