package io.traceassert.otlp.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A path with parameters; those without a value are left out. */
final class Query {

  private final StringBuilder text;
  private char divider = '?';

  Query(String path) {
    text = new StringBuilder(path);
  }

  Query add(String name, @Nullable Object value) {
    return add(name, value, Object::toString);
  }

  <T> Query add(String name, @Nullable T value, Function<T, Object> form) {
    if (value != null) {
      text.append(divider)
          .append(name)
          .append('=')
          .append(URLEncoder.encode(form.apply(value).toString(), UTF_8));
      divider = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
