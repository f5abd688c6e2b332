package io.traceassert.propagation;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers as they were sent: names in any case, one or more values for each, in their order.
 * Immutable.
 */
public final class Carrier {

  private final Map<String, List<String>> headers;

  private Carrier(Map<String, List<String>> headers) {
    this.headers = headers;
  }

  /**
   * Reads headers of anything that offers them, without any dependency on its library: a
   * {@link Map} of texts, or of lists or arrays of them (which com.sun.net.httpserver's headers
   * are); headers, requests and responses of java.net.http and of OkHttp; {@code RecordedRequest}
   * of both packages of MockWebServer; another object with a method {@code headers()} or
   * {@code getHeaders()} that returns one of these.
   *
   * @param source what has headers
   * @return the headers
   * @throws IllegalArgumentException if it has none that can be read; names its class
   */
  public static Carrier of(Object source) {
    return source instanceof Carrier carrier
        ? carrier
        : CarrierSource.read(requireNonNull(source, "source"));
  }

  /**
   * Reads headers through a getter, as a propagator does: every key that it lists, and every header
   * of a format that is known here.
   *
   * @param source what has headers
   * @param getter reads them
   * @return the headers
   */
  public static <C> Carrier of(C source, TextMapGetter<C> getter) {
    requireNonNull(source, "source");
    requireNonNull(getter, "getter");
    Builder builder = new Builder();
    getter.keys(source).forEach(key -> builder.putFrom(source, getter, key));
    PropagationFormat.allHeaders().forEach(key -> builder.putFrom(source, getter, key));
    return builder.build();
  }

  /**
   * Returns the names of all headers.
   *
   * @return names as they were written, sorted
   */
  public List<String> names() {
    return List.copyOf(headers.keySet());
  }

  /**
   * Tells whether there is a header.
   *
   * @param name its name, in any case
   * @return true if it has a value, which may be empty
   */
  public boolean has(String name) {
    return headers.containsKey(requireNonNull(name, "name"));
  }

  /**
   * Returns the values of a header, without the white space around them.
   *
   * @param name its name, in any case
   * @return its values in the order in which they were sent; empty if there is no such header
   */
  public List<String> values(String name) {
    return headers.getOrDefault(requireNonNull(name, "name"), List.of());
  }

  /** Returns the first value, which wins where only one may be; null if there is none. */
  @Nullable
  String first(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** Names the headers of a format that are there, as they were written. */
  List<String> present(PropagationFormat format) {
    return format.headers().stream()
        .flatMap(name -> headers.keySet().stream().filter(name::equalsIgnoreCase))
        .toList();
  }

  /**
   * Names the headers that carry a context or baggage; values, and other headers, may be secret.
   *
   * @return text of one line
   */
  @Override
  public String toString() {
    List<String> read =
        headers.keySet().stream().filter(PropagationFormat::isRead).toList();
    String count = Words.count(headers.size(), "header");
    return read.isEmpty() ? count : count + ", among them " + Words.list(read);
  }

  /** Collects headers. */
  static final class Builder {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void put(String name, String value) {
      headers.computeIfAbsent(name, any -> new ArrayList<>()).add(withoutSpaceAround(value));
    }

    <C> void putFrom(C source, TextMapGetter<C> getter, String key) {
      if (!headers.containsKey(key)) {
        getter.getAll(source, key).forEachRemaining(value -> put(key, value));
      }
    }

    /** Optional white space is no part of a value: RFC 9110, section 5.5. */
    private static String withoutSpaceAround(String value) {
      int start = 0;
      int end = value.length();
      while (start < end && isSpace(value.charAt(start))) {
        start++;
      }
      while (end > start && isSpace(value.charAt(end - 1))) {
        end--;
      }
      return value.substring(start, end);
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }

    Carrier build() {
      headers.replaceAll((name, values) -> List.copyOf(values));
      return new Carrier(Collections.unmodifiableMap(headers));
    }
  }
}
