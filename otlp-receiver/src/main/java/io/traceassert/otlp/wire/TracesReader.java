package io.traceassert.otlp.wire;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request down to its spans. Spans of one resource share one {@link Resource}, those of one
 * scope one {@link InstrumentationScopeInfo}; both may come after their spans.
 */
final class TracesReader {

  private static final int LONGEST_KEY = 255;

  private final FieldReader in;
  private final AnyValues values;
  private final SpanReader span;
  private final List<SpanData> spans = new ArrayList<>();

  TracesReader(FieldReader in) {
    this.in = in;
    values = new AnyValues(in);
    span = new SpanReader(in, values);
  }

  /** Returns the spans of what was read. */
  List<SpanData> spans() {
    return spans;
  }

  /** Reads the payload, which is a request. */
  void request() throws MalformedPayloadException {
    in.enter(Message.REQUEST);
    while (in.next()) {
      resourceSpans();
    }
  }

  /** Reads the payload, which is a request in Jaeger's envelope. */
  void jaeger() throws MalformedPayloadException {
    in.enter(Message.JAEGER);
    while (in.next()) {
      request();
    }
  }

  private void resourceSpans() throws MalformedPayloadException {
    in.enter(Message.RESOURCE_SPANS);
    List<TestSpanData.Builder> found = new ArrayList<>();
    AttributesBuilder attributes = Attributes.builder();
    String schemaUrl = "";
    while (in.next()) {
      switch (in.field()) {
        case RESOURCE_SPANS_RESOURCE -> resource(attributes);
        case RESOURCE_SPANS_SCOPE_SPANS -> scopeSpans(found);
        case RESOURCE_SPANS_SCHEMA_URL -> schemaUrl = in.string();
        default -> throw new IllegalStateException(in.field().name());
      }
    }
    Resource resource = Resource.create(attributes.build(), orNull(schemaUrl));
    for (TestSpanData.Builder builder : found) {
      spans.add(builder.setResource(resource).build());
    }
  }

  private void resource(AttributesBuilder attributes) throws MalformedPayloadException {
    in.enter(Message.RESOURCE);
    while (in.next()) {
      values.readTo(attributes, TracesReader::acceptable);
    }
  }

  private void scopeSpans(List<TestSpanData.Builder> found) throws MalformedPayloadException {
    in.enter(Message.SCOPE_SPANS);
    int first = found.size();
    Scope scope = new Scope();
    while (in.next()) {
      switch (in.field()) {
        case SCOPE_SPANS_SCOPE -> scope(scope);
        case SCOPE_SPANS_SPANS -> found.add(span.read());
        case SCOPE_SPANS_SCHEMA_URL -> scope.schemaUrl = in.string();
        default -> throw new IllegalStateException(in.field().name());
      }
    }
    InstrumentationScopeInfo info = scope.toInfo();
    for (TestSpanData.Builder builder : found.subList(first, found.size())) {
      builder.setInstrumentationScopeInfo(info);
    }
  }

  private void scope(Scope scope) throws MalformedPayloadException {
    in.enter(Message.SCOPE);
    while (in.next()) {
      switch (in.field()) {
        case SCOPE_NAME -> scope.name = in.string();
        case SCOPE_VERSION -> scope.version = in.string();
        case SCOPE_ATTRIBUTES -> values.readTo(scope.attributes);
        default -> throw new IllegalStateException(in.field().name());
      }
    }
  }

  /** Returns a key that {@link Resource} does not refuse: cut, and in printable ASCII. */
  private static String acceptable(String key) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < key.length() && ascii.length() < LONGEST_KEY; i++) {
      char next = key.charAt(i);
      if (next >= ' ' && next <= '~') {
        ascii.append(next);
      } else {
        ascii.append("\\u%04x".formatted((int) next));
      }
    }
    return ascii.substring(0, Math.min(ascii.length(), LONGEST_KEY));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** What is known of a scope so far. */
  private static final class Scope {
    String name = "";
    String version = "";
    String schemaUrl = "";
    final AttributesBuilder attributes = Attributes.builder();

    InstrumentationScopeInfo toInfo() {
      InstrumentationScopeInfoBuilder info =
          InstrumentationScopeInfo.builder(name).setAttributes(attributes.build());
      if (!version.isEmpty()) {
        info.setVersion(version);
      }
      if (!schemaUrl.isEmpty()) {
        info.setSchemaUrl(schemaUrl);
      }
      return info.build();
    }
  }
}
