package io.traceassert;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a span of one line of a trace that a page shows. */
final class PageSpan {

  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern NAME = Pattern.compile(QUOTED + "|(.+?)(?=  |$)");
  private static final Pattern COLUMN = Pattern.compile(" {2,}((?:\"[^\"]*\"| ?[^\" ]+| (?=\"))+)");
  private static final Pattern TIME = Pattern.compile("# ([0-9.]+) to ([0-9.]+) ms");
  private static final Pattern STATUS = Pattern.compile("(OK|ERROR)(?: \"(.+)\")?");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(resource\\.|scope\\.|)(?:\"([^\"]+)\"|([^=\"]+))=(.*)");

  private final String name;
  private final TestSpan span;
  private final List<EventData> events = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final AttributesBuilder attributes = Attributes.builder();
  private final AttributesBuilder resource = Attributes.builder();
  private final AttributesBuilder scope = Attributes.builder();
  private String scopeName = "";
  private String service = "";

  private PageSpan(String name, TestSpan span) {
    this.name = name;
    this.span = span;
  }

  /** Reads a line without its indentation. */
  static PageSpan read(String line, Function<String, TestSpan> begin) {
    Matcher matcher = NAME.matcher(line);
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException("no name: " + line);
    }
    String name = matcher.group(1) == null ? matcher.group(2) : unescaped(matcher.group(1));
    PageSpan span = new PageSpan(name, begin.apply(name));
    String rest = line.substring(matcher.end());
    Matcher columns = COLUMN.matcher(rest);
    int end = 0;
    for (; columns.lookingAt(); columns.region(end, rest.length())) {
      span.column(columns.group(1));
      end = columns.end();
    }
    if (end != rest.length()) {
      throw new IllegalArgumentException("no columns: " + rest.substring(end));
    }
    return span;
  }

  String name() {
    return name;
  }

  String service() {
    return service;
  }

  void inherit(String parentService) {
    service = service.isEmpty() ? parentService : service;
  }

  SpanData build() {
    if (!service.isEmpty()) {
      resource.put("service.name", service);
    }
    return span.events(events.toArray(EventData[]::new))
        .attributes(attributes.build())
        .resource(resource.build())
        .scope(scopeName, scope.build())
        .build();
  }

  SpanData linkedTo(Function<String, SpanData> captured) {
    span.links(links.stream().map(captured).toArray(SpanData[]::new));
    return build();
  }

  private void column(String column) {
    Matcher time = TIME.matcher(column);
    Matcher status = STATUS.matcher(column);
    if (time.matches()) {
      span.during(Double.parseDouble(time.group(1)), Double.parseDouble(time.group(2)));
    } else if (column.startsWith("[")) {
      span.kind(SpanKind.valueOf(column.substring(1, column.length() - 1)));
    } else if (column.startsWith("@")) {
      service = column.substring(1);
    } else if (status.matches()) {
      String description = status.group(2) == null ? "" : status.group(2);
      span.status(StatusData.create(StatusCode.valueOf(status.group(1)), description));
    } else if (!worded(column)) {
      attribute(column);
    }
  }

  private boolean worded(String column) {
    String word = column.replaceFirst("(?s)[: ].*", "");
    String argument = column.substring(Math.min(column.length(), word.length() + 1));
    switch (word) {
      case "scope" -> scopeName = argument;
      case "event" -> events.add(EventData.create(0, argument, Attributes.empty()));
      case "link" -> links.add(argument);
      case "throws" ->
        events.add(
            EventData.create(0, "exception", Attributes.of(stringKey("exception.type"), argument)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void attribute(String column) {
    Matcher matcher = ATTRIBUTE.matcher(column);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no column: " + column);
    }
    AttributesBuilder place = switch (matcher.group(1)) {
      case "resource." -> resource;
      case "scope." -> scope;
      default -> attributes;
    };
    put(place, matcher.group(2) == null ? matcher.group(3) : matcher.group(2), matcher.group(4));
  }

  private static void put(AttributesBuilder attributes, String key, String value) {
    if (value.startsWith("[")) {
      String[] elements = value.substring(1, value.length() - 1).split(", ");
      if (Stream.of(elements).allMatch(element -> element.matches("[0-9]+"))) {
        attributes.put(key, Stream.of(elements).mapToLong(Long::parseLong).toArray());
      } else {
        attributes.put(key, elements);
      }
    } else if (value.matches("true|false")) {
      attributes.put(key, Boolean.parseBoolean(value));
    } else if (value.matches("[0-9]+")) {
      attributes.put(key, Long.parseLong(value));
    } else if (value.matches("[0-9]+\\.[0-9]+")) {
      attributes.put(key, Double.parseDouble(value));
    } else {
      attributes.put(AttributeKey.stringKey(key), value.startsWith("\"") ? unquoted(value) : value);
    }
  }

  private static String unquoted(String text) {
    return unescaped(text.substring(1, text.length() - 1));
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll((MatchResult escape) -> switch (escape.group(1)) {
          case "t" -> "\t";
          case "n" -> "\n";
          default -> Matcher.quoteReplacement(escape.group(1));
        });
  }
}
