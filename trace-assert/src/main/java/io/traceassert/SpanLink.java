package io.traceassert;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.LinkTarget;
import java.util.List;
import java.util.Optional;

/**
 * A link of a span.
 *
 * @param data the link
 * @param span the span that has it
 * @param target where it leads; empty if that was not captured
 */
record SpanLink(LinkData data, SpanData span, Optional<LinkTarget> target) {

  static List<SpanLink> of(SpanData span, Scene scene) {
    return span.getLinks().stream().map(link -> of(link, span, scene)).toList();
  }

  static SpanLink of(LinkData link, SpanData span, Scene scene) {
    return new SpanLink(link, span, LinkTarget.of(link, scene.traceOf(span)));
  }

  boolean leadsTo(SpanPattern pattern) {
    return target.filter(to -> pattern.matches(to.span(), to.trace())).isPresent();
  }

  boolean isTo(SpanData other) {
    return target.filter(to -> to.span().equals(other)).isPresent();
  }

  /** Says where the link leads. */
  String destination() {
    return target.map(to -> phrase(to.span(), span)).orElseGet(() -> phrase(data.getSpanContext()));
  }

  /** Says where the link leads, in a list of links. */
  String item() {
    return destination() + (target.isPresent() ? "" : " (not captured)");
  }

  String phrase() {
    return "link to " + destination();
  }

  /** Names a span, and its trace unless that is the one of the span that it is seen from. */
  static String phrase(SpanData named, SpanData from) {
    return named.getTraceId().equals(from.getTraceId())
        ? Words.span(named)
        : Words.span(named) + " of " + Words.trace(named.getTraceId());
  }

  /** Names a span that may not have been captured. */
  static String phrase(SpanContext context) {
    return "span %s of %s"
        .formatted(Words.shortId(context.getSpanId()), Words.trace(context.getTraceId()));
  }
}
