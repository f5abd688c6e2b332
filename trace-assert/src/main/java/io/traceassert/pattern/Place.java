package io.traceassert.pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  @Nullable
  Object find(SpanData span, String key) {
    for (Map.Entry<AttributeKey<?>, Object> entry : attributes(span).asMap().entrySet()) {
      if (entry.getKey().getKey().equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private Attributes attributes(SpanData span) {
    return switch (this) {
      case SPAN -> span.getAttributes();
      case RESOURCE -> span.getResource().getAttributes();
      case SCOPE -> span.getInstrumentationScopeInfo().getAttributes();
    };
  }
}
