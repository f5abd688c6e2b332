package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains by evidence why the parent of a span is not there, or its trace is another. */
final class LostParent {

  private static final int HALF = 16;
  private static final String SAMPLER =
      "Let the sampler keep what the caller decided: Sampler.parentBased(…), or otel.traces.sampler=parentbased_….";

  private LostParent() {}

  /** Says in a failure what is known of the parent of a span, if it has one. */
  static void explain(Failure failure, SpanData span, Scene scene) {
    List<String> certain = certain(span, scene);
    certain.forEach(failure::because);
    if (!span.getParentSpanContext().isValid()) {
      return;
    }
    if (!span.getParentSpanContext().isSampled()) {
      failure
          .because(
              "the context of that parent says that it was not sampled, and %s was sampled all the same"
                  .formatted(Words.span(span)))
          .advising(SAMPLER);
    } else if (certain.isEmpty()) {
      failure.because(whoSent(span, scene));
    }
  }

  /** Returns what the ids alone prove. */
  static List<String> certain(SpanData span, Scene scene) {
    return Stream.concat(
            sameIdInOtherSpelling(span, scene).stream(), parentInAnotherTrace(span, scene).stream())
        .toList();
  }

  static boolean isInAnotherTrace(SpanData span, Scene scene) {
    return parentInAnotherTrace(span, scene).isPresent();
  }

  /** A span id is hardly ever drawn twice, so that the trace id was changed on the way. */
  private static Optional<String> parentInAnotherTrace(SpanData span, Scene scene) {
    if (!span.getParentSpanContext().isValid()) {
      return Optional.empty();
    }
    return scene.traces().stream()
        .filter(trace -> !trace.traceId().equals(span.getTraceId()))
        .flatMap(trace -> trace.spans().stream())
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .map(other ->
            "the span with the id of its parent, %s, is in %s: the trace id was changed on the way"
                .formatted(Words.span(other), Words.trace(other.getTraceId())));
  }

  private static Optional<String> sameIdInOtherSpelling(SpanData span, Scene scene) {
    return scene.traces().stream()
        .map(Trace::traceId)
        .filter(id -> !id.equals(span.getTraceId()))
        .flatMap(id -> spelling(min(id, span.getTraceId()), max(id, span.getTraceId())).stream())
        .findFirst();
  }

  /** In one order, so that either of the two traces says the same. */
  private static String min(String id, String other) {
    return id.compareTo(other) < 0 ? id : other;
  }

  private static String max(String id, String other) {
    return id.compareTo(other) < 0 ? other : id;
  }

  private static Optional<String> spelling(String id, String other) {
    if (id.substring(HALF).equals(other.substring(HALF)) && (isShort(id) || isShort(other))) {
      return Optional.of(
          "trace ids %s and %s are equal in their lower 64 bits: one side cuts them to 64 bits"
              .formatted(id, other));
    }
    return isDecimalOf(id, other) || isDecimalOf(other, id)
        ? Optional.of(
            "trace ids %s and %s are the same number, once in decimal and once in hexadecimal digits"
                .formatted(id, other))
        : Optional.empty();
  }

  private static boolean isShort(String id) {
    return id.startsWith("0".repeat(HALF));
  }

  /** Compares with the lower 64 bits, too, which is what is written in decimal digits. */
  private static boolean isDecimalOf(String digits, String id) {
    if (!digits.chars().allMatch(Character::isDigit)) {
      return false;
    }
    BigInteger number = new BigInteger(digits);
    return number.signum() > 0
        && (number.equals(new BigInteger(id, 16))
            || number.equals(new BigInteger(id.substring(HALF), 16)));
  }

  private static String whoSent(SpanData span, Scene scene) {
    List<SpanData> all =
        scene.traces().stream().flatMap(trace -> trace.spans().stream()).toList();
    if (!span.getParentSpanContext().isRemote()) {
      long sent = all.stream()
          .filter(other -> Words.service(other).equals(Words.service(span)))
          .count();
      return "it is of the same process, of which %s came: it could be dropped by a sampler or filter, or not exported"
          .formatted(Words.count((int) sent, "span"));
    }
    TreeSet<String> services = all.stream()
        .map(Words::service)
        .filter(service -> !service.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
    return services.isEmpty()
        ? "no span says of which service it is"
        : "spans came from %s: if the parent is of another service, that one sent none"
            .formatted(Words.names(services));
  }
}
