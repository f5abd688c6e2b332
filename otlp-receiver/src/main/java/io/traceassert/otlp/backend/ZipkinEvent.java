package io.traceassert.otlp.backend;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an event of an annotation, which is a text and a time. Exporters write attributes into the
 * text: the SDKs as {@code "name":{…}}, the collector as {@code name|{…}|dropped}. What is neither
 * is the name.
 */
final class ZipkinEvent {

  private static final Pattern OF_SDK = Pattern.compile("(?s)\"(?<name>.*?)\":\\s*(?<json>\\{.*})");
  private static final Pattern OF_COLLECTOR =
      Pattern.compile("(?s)(?<name>.*?)\\|(?<json>\\{.*})\\|\\d+");

  /** A member, and behind it another one or the end. */
  private static final Pattern UNESCAPED = Pattern.compile(
      "(?s)\"(?<key>[^\"]*)\":(?:\"(?<text>.*?)\"|(?<other>\\[.*?]|[^\",]*))(?=,\"[^\"]*\":|}$)");

  private ZipkinEvent() {}

  static EventData toEventData(Node annotation) throws IOException {
    long time = TimeUnit.MICROSECONDS.toNanos(annotation.number("timestamp"));
    String text = annotation.text("value");
    for (Pattern pattern : List.of(OF_SDK, OF_COLLECTOR)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return EventData.create(time, matcher.group("name"), attributes(matcher.group("json")));
      }
    }
    return EventData.create(time, text, Attributes.empty());
  }

  private static Attributes attributes(String json) {
    AttributesBuilder attributes = Attributes.builder();
    members(json).forEach((key, value) -> put(attributes, key.toString(), value));
    return attributes.build();
  }

  /** The SDK for Java does not escape quotes within texts, so that it is no JSON any more. */
  private static Map<?, ?> members(String json) {
    try {
      return (Map<?, ?>) Json.read(json);
    } catch (IOException e) {
      return unescaped(json);
    }
  }

  private static Map<String, Object> unescaped(String json) {
    Map<String, Object> members = new LinkedHashMap<>();
    Matcher member = UNESCAPED.matcher(json);
    while (member.find()) {
      String text = member.group("text");
      members.put(member.group("key"), text == null ? read(member.group("other")) : text);
    }
    return members;
  }

  private static Object read(String json) {
    try {
      return Json.read(json);
    } catch (IOException e) {
      return json;
    }
  }

  private static void put(AttributesBuilder attributes, String key, Object value) {
    if (value instanceof Long number) {
      attributes.put(key, number);
    } else if (value instanceof Double number) {
      attributes.put(key, number);
    } else if (value instanceof Boolean truth) {
      attributes.put(key, truth);
    } else if (value instanceof List<?> list) {
      putList(attributes, key, list);
    } else {
      attributes.put(key, value.toString());
    }
  }

  private static void putList(AttributesBuilder attributes, String key, List<?> list) {
    if (!list.isEmpty() && list.stream().allMatch(Long.class::isInstance)) {
      attributes.put(
          AttributeKey.longArrayKey(key), list.stream().map(Long.class::cast).toList());
    } else {
      attributes.put(
          AttributeKey.stringArrayKey(key), list.stream().map(String::valueOf).toList());
    }
  }
}
