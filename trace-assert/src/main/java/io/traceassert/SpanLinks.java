package io.traceassert;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** The links of a span, in the order in which they were added. */
final class SpanLinks extends SpanParts<LinkData> {

  private final List<SpanLink> links;

  private SpanLinks(SpanData span, List<SpanLink> links) {
    super(span, links.stream().map(SpanLink::data).toList(), "link", "");
    this.links = links;
  }

  static SpanLinks of(SpanData span, Scene scene) {
    return new SpanLinks(span, SpanLink.of(span, scene));
  }

  @Override
  boolean areNone() {
    return links.isEmpty();
  }

  @Override
  Failure describe(Failure failure) {
    return LinksCheck.listing(failure, links);
  }

  @Override
  Dropped dropped() {
    return Dropped.links(span());
  }
}
