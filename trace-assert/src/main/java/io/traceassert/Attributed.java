package io.traceassert;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.SpanCounts;
import org.jspecify.annotations.Nullable;

/**
 * A set of attributes: that of a span, or of a part of one.
 *
 * @param phrase whose they are, in a sentence
 * @param comment the same in the comment at the span, empty if they are its own
 * @param span the span to be marked
 * @param attributes the attributes
 * @param dropped how many the span limits of the SDK dropped
 * @param limit the span limit of their number; null if none applies to them
 */
record Attributed(
    String phrase,
    String comment,
    SpanData span,
    Attributes attributes,
    int dropped,
    @Nullable SpanLimit limit) {

  static Attributed of(SpanData span) {
    Attributes attributes = span.getAttributes();
    int dropped = SpanCounts.droppedAttributes(span);
    return new Attributed(
        "span " + Words.span(span), "", span, attributes, dropped, SpanLimit.ATTRIBUTES);
  }

  /** Tells whether they are the attributes of the span itself. */
  boolean isSpan() {
    return comment.isEmpty();
  }

  /** Counts how often one was set that is not there any more. */
  int gone() {
    return isSpan() ? SpanCounts.goneAttributes(span) : dropped;
  }

  /** Says that something cannot be decided because some were dropped. */
  Failure undecided(Scene scene, String problem, String expectation) {
    return advising(failure(scene, problem, expectation));
  }

  /** Advises how to raise the limit of their number. */
  Failure advising(Failure failure) {
    return limit == null ? failure : failure.advising(limit.advice());
  }

  /** Says that something is wrong with what has them. */
  Failure failure(Scene scene, String problem, String expectation) {
    return show(Failure.of(phrase + ": " + problem), scene, expectation);
  }

  /** Shows in a failure where they are. */
  Failure show(Failure failure, Scene scene, String remark) {
    return failure.drawing(scene.traceOf(span)).marking(span, comment + remark);
  }

  /** Checks a text that belongs to it. */
  @Nullable
  Failure unlessEqual(String what, String expected, @Nullable String actual, Scene scene) {
    if (expected.equals(actual)) {
      return null;
    }
    String problem = what + ": expected " + Notation.quoted(expected);
    String found = actual == null ? "there is none" : "was " + Notation.quoted(actual);
    return failure(scene, problem + ", but " + found, problem)
        .comparing(expected, String.valueOf(actual));
  }
}
