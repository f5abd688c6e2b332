package io.traceassert;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.function.Function;

/** Assertions on one link of a span. A failure draws the whole trace with the span marked. */
public final class LinkAssert extends PartAssert<LinkAssert, LinkData> {

  LinkAssert(
      LinkData actual,
      View view,
      Function<Scene, Found<LinkData>> selector,
      Function<Scene, Found<SpanData>> owner) {
    super(actual, LinkAssert.class, view, selector, owner);
  }

  @Override
  Attributed attributed(LinkData link, Scene scene) {
    SpanData span = ownerIn(scene);
    String phrase = SpanLink.of(link, span, scene).phrase();
    return new Attributed(
        phrase + " from span " + Words.span(span),
        phrase + ": ",
        span,
        link.getAttributes(),
        Dropped.attributes(link, phrase).number(),
        SpanLimit.ATTRIBUTES_PER_LINK);
  }

  @Override
  LinkAssert on(LinkData value, View view, Function<Scene, Found<LinkData>> selector) {
    return new LinkAssert(value, view, selector, owner());
  }
}
