package io.traceassert;

import io.traceassert.propagation.BaggageReading.Member;
import io.traceassert.propagation.Carrier;
import io.traceassert.propagation.ContextReading;
import io.traceassert.propagation.Propagation;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.propagation.Sampling;
import io.traceassert.propagation.Severity;
import io.traceassert.propagation.Violation;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asserted of headers without a span.
 *
 * @param carrier the headers
 * @param propagation what they say
 */
record CarrierCheck(Carrier carrier, Propagation propagation) {

  static CarrierCheck of(Carrier carrier) {
    return new CarrierCheck(carrier, Propagation.of(carrier));
  }

  /** Tells whether somebody wrote an id, or what should have been one. */
  static boolean hasIds(ContextReading reading) {
    return reading.traceId() != null || reading.spanId() != null || reading.isMalformed();
  }

  /** Beside ids there is only a decision to sample, or in W3C a trace state. */
  private static boolean isContextOrPart(ContextReading reading) {
    return hasIds(reading) || reading.format() == PropagationFormat.W3C;
  }

  @Nullable
  Failure context() {
    return propagation.contexts().isEmpty()
        ? withViolations("expected headers with a trace context, but there is none", any -> true)
        : null;
  }

  @Nullable
  Failure contextIn(PropagationFormat format) {
    Optional<ContextReading> reading = propagation.in(format);
    if (reading.filter(ContextReading::isContext).isPresent()) {
      return null;
    }
    Failure failure = withViolations(
        "expected headers with a trace context in format %s, but there is none"
            .formatted(format.title()),
        one -> one.format() == format);
    List<String> others =
        propagation.contexts().stream().map(one -> one.format().title()).toList();
    return others.isEmpty()
        ? failure
        : failure.because("there is one in format " + Words.list(others));
  }

  @Nullable
  Failure noContext() {
    List<String> found = propagation.readings().stream()
        .filter(CarrierCheck::isContextOrPart)
        .map(CarrierText::name)
        .toList();
    return found.isEmpty()
        ? null
        : shown(Failure.of(
            "expected headers without a trace context, but there is " + Words.list(found)));
  }

  @Nullable
  Failure validTraceparent() {
    if (!carrier.has("traceparent")) {
      return withViolations(
          "expected a valid traceparent, but there is none",
          reading -> reading.format() == PropagationFormat.W3C);
    }
    List<Violation> broken = propagation.in(PropagationFormat.W3C).stream()
        .flatMap(reading -> reading.violations().stream())
        .filter(violation -> violation.rule().severity() != Severity.ADVICE)
        .toList();
    if (broken.isEmpty()) {
      return null;
    }
    List<String> rules =
        broken.stream().map(violation -> violation.rule().title()).distinct().toList();
    return withViolations(
        "expected a valid traceparent, but it breaks " + Words.list(rules),
        reading -> reading.format() == PropagationFormat.W3C);
  }

  @Nullable
  Failure traceState(String key, String value) {
    Map<String, String> state =
        propagation.in(PropagationFormat.W3C).map(ContextReading::traceState).orElse(Map.of());
    String found = state.get(key);
    return value.equals(found)
        ? null
        : withViolations(
            traceStateProblem(key, value, found),
            reading -> reading.format() == PropagationFormat.W3C);
  }

  static String traceStateProblem(String key, String value, @Nullable String found) {
    return "tracestate %s: expected %s, but %s"
        .formatted(
            Notation.visible(key),
            Secrets.masked(key, value),
            found == null ? "it has no such member" : "was " + Secrets.masked(key, found));
  }

  @Nullable
  Failure baggage(String key, String value) {
    List<Member> members = propagation.baggage().members().stream()
        .filter(member -> member.key().equals(key))
        .toList();
    if (!members.isEmpty() && members.stream().allMatch(one -> one.value().equals(value))) {
      return null;
    }
    List<String> found =
        members.stream().map(one -> Secrets.masked(key, one.value())).toList();
    Failure failure = Failure.of("baggage %s: expected %s, but %s"
        .formatted(
            Notation.visible(key),
            Secrets.masked(key, value),
            found.isEmpty() ? "it has no such member" : "was " + Words.list(found)));
    propagation.baggage().violations().forEach(one -> failure.because(one.toString()));
    return shown(failure);
  }

  @Nullable
  Failure noSecrets() {
    List<Member> secrets = propagation.baggage().secrets();
    List<String> keys = secrets.stream().map(Member::key).distinct().toList();
    return keys.isEmpty()
        ? null
        : shown(Failure.of(
                "expected baggage without secrets, but these look like some: " + Words.names(keys)))
            .advising(
                "Baggage goes to every service that is called, also to those of others. Send a reference instead.");
  }

  @Nullable
  Failure sampled(boolean expected) {
    Sampling sampling = expected ? Sampling.SAMPLED : Sampling.NOT_SAMPLED;
    List<ContextReading> readings = propagation.readings();
    List<String> others = readings.stream()
        .filter(reading -> reading.sampling() != sampling)
        .map(reading -> CarrierText.name(reading) + ": " + sampledProblem(expected, reading))
        .toList();
    if (readings.isEmpty()) {
      return Failure.of(
          "sampled flag: expected %s, but the headers carry no trace context".formatted(expected));
    }
    if (others.isEmpty()) {
      return null;
    }
    Failure failure = withViolations(others.get(0), any -> true);
    others.stream().skip(1).forEach(failure::because);
    return failure;
  }

  static String sampledProblem(boolean expected, ContextReading reading) {
    return "sampled flag: expected %s, but %s"
        .formatted(
            expected,
            switch (reading.sampling()) {
              case SAMPLED -> "was true";
              case NOT_SAMPLED -> "was false";
              case UNDECIDED -> "it is left to the receiver";
            });
  }

  private Failure withViolations(String heading, Predicate<ContextReading> of) {
    Failure failure = Failure.of(heading);
    propagation.readings().stream()
        .filter(of)
        .flatMap(reading -> reading.violations().stream())
        .forEach(violation -> failure.because(violation.toString()));
    return shown(failure);
  }

  private Failure shown(Failure failure) {
    return CarrierText.show(failure, carrier, propagation);
  }
}
