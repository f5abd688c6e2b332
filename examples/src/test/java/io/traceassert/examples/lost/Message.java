package io.traceassert.examples.lost;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a queue.
 *
 * @param body a dish
 * @param headers name and value of each
 */
record Message(String body, Map<String, String> headers) {

  static final TextMapGetter<Message> GETTER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Message message) {
      return message.headers().keySet();
    }

    @Override
    public @Nullable String get(@Nullable Message message, String name) {
      return message == null ? null : message.headers().get(name);
    }
  };
}
