package io.traceassert.pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.BiConsumer;
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
    Finder finder = new Finder(key);
    attributes(span).forEach(finder);
    return finder.found;
  }

  private Attributes attributes(SpanData span) {
    return switch (this) {
      case SPAN -> span.getAttributes();
      case RESOURCE -> span.getResource().getAttributes();
      case SCOPE -> span.getInstrumentationScopeInfo().getAttributes();
    };
  }

  /** Looks at every attribute, because a key of any type will do; spares the view as a map. */
  private static final class Finder implements BiConsumer<AttributeKey<?>, Object> {

    private final String key;
    private @Nullable Object found;

    Finder(String key) {
      this.key = key;
    }

    @Override
    public void accept(AttributeKey<?> candidate, Object value) {
      if (candidate.getKey().equals(key)) {
        found = value;
      }
    }
  }
}
