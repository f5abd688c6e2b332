package io.traceassert;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.propagation.Carrier;
import io.traceassert.propagation.ContextReading;
import io.traceassert.propagation.IdLikeness;
import io.traceassert.propagation.Propagation;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.propagation.Sampling;
import io.traceassert.propagation.Severity;
import io.traceassert.propagation.WrittenId;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim that headers continue a span.
 *
 * @param context of the span
 * @param phrase names it in a sentence
 * @param span null if its trace is not known
 * @param trace null if it is not known
 */
record Continuation(
    SpanContext context,
    String phrase,
    @Nullable SpanData span,
    @Nullable Trace trace) {

  private static final String INJECT =
      "Was a context injected? openTelemetry.getPropagators().getTextMapPropagator().inject(context, request, setter) does it.";
  private static final String CURRENT =
      "Was the span current when the context was injected? span.makeCurrent() or context.with(span) does it.";

  static Continuation of(SpanData span, Scene scene) {
    return new Continuation(
        valid(span.getSpanContext()), "span " + Words.span(span), span, scene.traceOf(span));
  }

  static Continuation of(SpanData span) {
    return new Continuation(valid(span.getSpanContext()), "span " + Words.span(span), null, null);
  }

  static Continuation of(SpanContext context) {
    return new Continuation(valid(context), SpanLink.phrase(context), null, null);
  }

  private static SpanContext valid(SpanContext context) {
    if (!context.isValid()) {
      throw new IllegalArgumentException(
          "span must have valid ids, but has trace id %s and span id %s"
              .formatted(context.getTraceId(), context.getSpanId()));
    }
    return context;
  }

  /** Returns why the headers do not continue the span; null if they do. */
  @Nullable
  Failure check(Carrier carrier) {
    Propagation propagation = Propagation.of(carrier);
    List<ContextReading> readings = propagation.readings();
    if (readings.stream().noneMatch(CarrierCheck::hasIds)) {
      return located(none(readings), carrier, propagation).advising(INJECT);
    }
    List<String> problems =
        readings.stream().flatMap(one -> problems(one).stream()).toList();
    if (problems.isEmpty()) {
      return null;
    }
    Failure failure = Failure.of(heading(problems.get(0)));
    problems.stream().skip(1).forEach(failure::because);
    agreeing(readings, failure);
    instead(readings, failure);
    return located(failure, carrier, propagation);
  }

  private Failure none(List<ContextReading> readings) {
    boolean decided =
        readings.stream().anyMatch(reading -> reading.sampling() != Sampling.UNDECIDED);
    Failure failure = Failure.of(
        heading("they carry no trace context" + (decided ? ", only a decision to sample" : "")));
    readings.stream()
        .flatMap(reading -> reading.violations().stream())
        .forEach(violation -> failure.because(violation.toString()));
    return failure;
  }

  private String heading(String problem) {
    return "the headers do not continue %s: %s".formatted(phrase, problem);
  }

  private Failure located(Failure failure, Carrier carrier, Propagation propagation) {
    CarrierText.show(failure, carrier, propagation);
    if (span != null && trace != null) {
      failure.drawing(trace).marking(span, "not continued");
    }
    return failure;
  }

  private List<String> problems(ContextReading reading) {
    List<String> problems = new ArrayList<>();
    reading.violations().stream()
        .filter(violation -> violation.rule().severity() == Severity.FATAL)
        .forEach(violation -> problems.add("malformed: " + violation));
    id(reading, reading.traceId(), context.getTraceId(), "trace id", problems);
    id(reading, reading.spanId(), context.getSpanId(), "span id", problems);
    if (!reading.isMalformed()) {
      sampled(reading, problems);
      traceState(reading, problems);
    }
    return problems.stream()
        .map(problem -> CarrierText.name(reading) + ": " + problem)
        .toList();
  }

  /** What is malformed has been said; here only what it has in common with the id. */
  private static void id(
      ContextReading reading,
      @Nullable WrittenId id,
      String expected,
      String noun,
      List<String> problems) {
    if (id == null) {
      if (reading.traceId() != null && !reading.isMalformed()) {
        problems.add(noun + ": expected " + Words.shortId(expected) + ", but there is none");
      }
      return;
    }
    IdLikeness likeness = id.likenessTo(expected);
    if (likeness.isEncoding()) {
      problems.add("%s: expected %s, but was %s, which is %s"
          .formatted(
              noun, expected, Secrets.shortened(Notation.visible(id.text())), likeness.phrase()));
    } else if (likeness == IdLikeness.DIFFERENT && id.id() != null) {
      problems.add(different(noun, expected, id.id()));
    }
  }

  private static String different(String noun, String expected, String actual) {
    return "%s: expected %s, but was %s"
        .formatted(noun, told(expected, actual), told(actual, expected));
  }

  /** Shortens an id, unless it could then be taken for the other. */
  private static String told(String id, String from) {
    String shortened = Words.shortId(id);
    return shortened.equals(Words.shortId(from)) ? id : shortened;
  }

  private void sampled(ContextReading reading, List<String> problems) {
    Sampling expected = context.isSampled() ? Sampling.SAMPLED : Sampling.NOT_SAMPLED;
    if (reading.sampling() != expected) {
      problems.add(CarrierCheck.sampledProblem(context.isSampled(), reading));
    }
  }

  private void traceState(ContextReading reading, List<String> problems) {
    if (reading.format() != PropagationFormat.W3C) {
      return;
    }
    Map<String, String> expected = context.getTraceState().asMap();
    List<String> kept =
        reading.traceState().keySet().stream().filter(expected::containsKey).toList();
    expected.forEach((key, value) -> {
      String found = reading.traceState().get(key);
      if (!value.equals(found)) {
        problems.add(CarrierCheck.traceStateProblem(key, value, found));
      }
    });
    if (kept.size() == expected.size() && !kept.equals(List.copyOf(expected.keySet()))) {
      problems.add("tracestate: expected the order %s, but was %s"
          .formatted(Words.list(expected.keySet()), Words.list(kept)));
    }
  }

  /** Names the formats that do continue the span beside those that do not. */
  private void agreeing(List<ContextReading> readings, Failure failure) {
    readings.stream()
        .filter(reading -> reading.isContext() && problems(reading).isEmpty())
        .forEach(reading -> failure.because(CarrierText.name(reading) + " continues it"));
  }

  /** Says which other span of the trace is continued. */
  private void instead(List<ContextReading> readings, Failure failure) {
    readings.stream()
        .map(this::continued)
        .flatMap(Optional::stream)
        .distinct()
        .forEach(other -> explain(other, failure));
  }

  private Optional<SpanData> continued(ContextReading reading) {
    WrittenId id = reading.spanId();
    WrittenId traceId = reading.traceId();
    if (trace == null || id == null || traceId == null) {
      return Optional.empty();
    }
    return trace.spans().stream()
        .filter(one -> one != span && Objects.equals(traceId.id(), one.getTraceId()))
        .filter(one -> one.getSpanId().equals(id.id()))
        .findFirst();
  }

  private void explain(SpanData other, Failure failure) {
    boolean parent = trace != null
        && span != null
        && trace.parentOf(span).filter(other::equals).isPresent();
    failure.because("%s is span %s%s"
        .formatted(
            told(other.getSpanId(), context.getSpanId()),
            Words.span(other),
            parent
                ? ", the parent of " + Words.span(Objects.requireNonNull(span))
                : " of the same trace"));
    failure.marking(other, "continued instead").advising(CURRENT);
  }
}
