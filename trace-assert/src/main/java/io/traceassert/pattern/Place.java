package io.traceassert.pattern;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;

/** Where an attribute is. */
enum Place {
  SPAN(""),
  RESOURCE("resource."),
  SCOPE("scope.");

  private final String prefix;

  Place(String prefix) {
    this.prefix = prefix;
  }

  /** What a key of this place begins with on a line. */
  String prefix() {
    return prefix;
  }

  Attributes attributes(SpanData span) {
    return switch (this) {
      case SPAN -> span.getAttributes();
      case RESOURCE -> span.getResource().getAttributes();
      case SCOPE -> span.getInstrumentationScopeInfo().getAttributes();
    };
  }
}
