package io.traceassert.trace;

import io.opentelemetry.sdk.trace.data.SpanData;

/** What the numbers that a span carries tell. */
public final class SpanCounts {

  /**
   * The default limit of attributes of a span: OpenTelemetry specification, Common, "Attribute
   * Limits", {@code AttributeCountLimit}.
   */
  private static final int DEFAULT_LIMIT = 128;

  private SpanCounts() {}

  /**
   * Counts the attributes that span limits dropped, as far as can be known: the SDK counts an
   * attribute again each time it is set, so of a span that holds fewer than the default limit what
   * is not there was overwritten. A lower limit of the user's own is not seen.
   *
   * @param span any span
   * @return the number of attributes, 0 or more
   */
  public static int droppedAttributes(SpanData span) {
    return span.getAttributes().size() < DEFAULT_LIMIT ? 0 : goneAttributes(span);
  }

  /**
   * Counts how often an attribute was set that is not there any more, because it was overwritten or
   * dropped.
   *
   * @param span any span
   * @return 0 or more
   */
  public static int goneAttributes(SpanData span) {
    return Math.max(0, span.getTotalAttributeCount() - span.getAttributes().size());
  }
}
