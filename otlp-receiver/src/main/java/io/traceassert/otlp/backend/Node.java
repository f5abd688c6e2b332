package io.traceassert.otlp.backend;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON, whose members are of the type that is asked for, or absent. */
final class Node {

  private final Map<?, ?> members;

  Node(Object value) throws IOException {
    members = as(Map.class, value, "an object");
  }

  String text(String name) throws IOException {
    Object value = members.get(name);
    return value == null ? "" : as(String.class, value, name + ": a string");
  }

  long number(String name) throws IOException {
    Object value = members.get(name);
    return value == null ? 0 : as(Long.class, value, name + ": an integer");
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  Node node(String name) throws IOException {
    @Nullable Object value = members.get(name);
    return new Node(value == null ? Map.of() : value);
  }

  List<?> list(String name) throws IOException {
    Object value = members.get(name);
    return value == null ? List.of() : as(List.class, value, name + ": an array");
  }

  /** Returns all members as texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    members.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return texts;
  }

  private static <T> T as(Class<T> type, Object value, String expected) throws IOException {
    if (!type.isInstance(value)) {
      throw new IOException("expected " + expected);
    }
    return type.cast(value);
  }
}
