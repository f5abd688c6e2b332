package io.traceassert.propagation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headers of an object by what it offers. Libraries that may be absent are met through
 * the names of their methods: none of their classes is mentioned.
 */
final class CarrierSource {

  /** A request has headers, and headers have a map. */
  private static final int MOST_STEPS = 3;

  private static final List<String> STEPS = List.of("toMultimap", "headers", "getHeaders");

  private CarrierSource() {}

  static Carrier read(Object source) {
    Object found = source;
    for (int step = 0; found != null && step < MOST_STEPS; step++) {
      if (found instanceof Map<?, ?> map) {
        return ofMap(map);
      }
      found = next(found);
    }
    if (found instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    throw new IllegalArgumentException("""
        no headers can be read of a %s. Give a Map of texts or of lists of them, headers, a request or a response of \
        java.net.http or OkHttp, a RecordedRequest of MockWebServer, an object with headers() or getHeaders() that returns \
        one of these, or anything with a TextMapGetter""".formatted(source.getClass().getName()));
  }

  private static @Nullable Object next(Object source) {
    if (source instanceof HttpHeaders headers) {
      return headers.map();
    }
    if (source instanceof HttpRequest request) {
      return request.headers().map();
    }
    if (source instanceof HttpResponse<?> response) {
      return response.headers().map();
    }
    return STEPS.stream()
        .flatMap(name -> methods(source, name))
        .findFirst()
        .map(method -> call(method, source))
        .orElse(null);
  }

  /** A class may be hidden while an interface or a class above it is not. */
  private static Stream<Method> methods(Object source, String name) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type = source.getClass(); type != null; type = type.getSuperclass()) {
      types.add(type);
      types.addAll(List.of(type.getInterfaces()));
    }
    return types.stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.canAccess(source));
  }

  private static @Nullable Object call(Method method, Object source) {
    try {
      return method.invoke(source);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "%s.%s() failed".formatted(source.getClass().getName(), method.getName()), e);
    }
  }

  private static Carrier ofMap(Map<?, ?> map) {
    Carrier.Builder builder = new Carrier.Builder();
    map.forEach((name, value) -> {
      if (name instanceof CharSequence text) {
        putAll(builder, text.toString(), value);
      } else if (name != null) { // HttpURLConnection files the status line under null
        throw new IllegalArgumentException("the names of headers must be texts, but there is a "
            + name.getClass().getName());
      }
    });
    return builder.build();
  }

  private static void putAll(Carrier.Builder builder, String name, @Nullable Object value) {
    if (value instanceof Iterable<?> values) {
      values.forEach(one -> put(builder, name, one));
    } else if (value instanceof Object[] values) {
      Arrays.asList(values).forEach(one -> put(builder, name, one));
    } else {
      put(builder, name, value);
    }
  }

  private static void put(Carrier.Builder builder, String name, @Nullable Object value) {
    if (value instanceof CharSequence text) {
      builder.put(name, text.toString());
    } else if (value != null) {
      throw new IllegalArgumentException(
          "the value of header %s must be a text, or several, but it is a %s"
              .formatted(name, value.getClass().getName()));
    }
  }
}
