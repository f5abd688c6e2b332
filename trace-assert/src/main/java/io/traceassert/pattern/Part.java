package io.traceassert.pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.trace.SpanCounts;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Objects;

/** One thing that a pattern says of a span. */
interface Part {

  AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");

  boolean matches(SpanData span, Trace trace);

  /** Says what is expected and what there is, of a span that does not match. */
  String miss(SpanData span, Trace trace);

  /** Writes it as a column. */
  String print();

  /** What can be said only once of a span: two parts with equal slots contradict each other. */
  Object slot();

  /** Where the column stands when the pattern is printed. */
  int rank();

  /** The keys of the span attributes that it is about. */
  default List<String> attributeKeys() {
    return List.of();
  }

  /** Tells whether it is about what tells that a span failed. */
  default boolean isAboutErrors() {
    return false;
  }

  /** The kind of the span. */
  record Kind(SpanKind kind) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return span.getKind() == kind;
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      return "kind: expected %s, but was [%s]".formatted(print(), span.getKind());
    }

    @Override
    public String print() {
      return "[" + kind + "]";
    }

    @Override
    public String slot() {
      return "kind";
    }

    @Override
    public int rank() {
      return 1;
    }
  }

  /** The service that the span comes from. */
  record Service(String name) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return name.equals(span.getResource().getAttribute(SERVICE_NAME));
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      String actual = span.getResource().getAttribute(SERVICE_NAME);
      return "service: expected %s, but was %s"
          .formatted(print(), actual == null ? "none" : "@" + Notation.word(actual));
    }

    @Override
    public String print() {
      return "@" + Notation.word(name);
    }

    @Override
    public String slot() {
      return "service";
    }

    @Override
    public int rank() {
      return 2;
    }
  }

  /** The name of the instrumentation scope. */
  record Scope(String name) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return name.equals(span.getInstrumentationScopeInfo().getName());
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      return "scope: expected %s, but was %s"
          .formatted(
              Notation.word(name),
              Notation.word(span.getInstrumentationScopeInfo().getName()));
    }

    @Override
    public String print() {
      return "scope:" + Notation.word(name);
    }

    @Override
    public String slot() {
      return "scope";
    }

    @Override
    public int rank() {
      return 3;
    }
  }

  /** The status; an empty description stands for any. */
  record Status(StatusCode code, String description) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return span.getStatus().getStatusCode() == code
          && (description.isEmpty() || description.equals(span.getStatus().getDescription()));
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      StatusData actual = span.getStatus();
      String text = actual.getDescription();
      return "status: expected %s, but was %s%s"
          .formatted(
              print(),
              actual.getStatusCode(),
              text.isEmpty() ? "" : " " + Secrets.masked("", text));
    }

    @Override
    public String print() {
      return code + (description.isEmpty() ? "" : " " + Notation.quoted(description));
    }

    @Override
    public String slot() {
      return "status";
    }

    @Override
    public boolean isAboutErrors() {
      return true;
    }

    @Override
    public int rank() {
      return 4;
    }
  }

  /** An exception that was recorded. */
  record Throws(String type) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      for (EventData event : span.getEvents()) {
        String recorded = event.getAttributes().get(EXCEPTION_TYPE);
        if (recorded != null && isMeant(recorded)) {
          return true;
        }
      }
      return false;
    }

    private boolean isMeant(String recorded) {
      int before = recorded.length() - type.length() - 1;
      return recorded.endsWith(type) && (before < 0 || ".$".indexOf(recorded.charAt(before)) >= 0);
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      List<String> recorded = recorded(span);
      return "exception: expected %s, but %s"
          .formatted(
              Notation.escaped(type),
              recorded.isEmpty()
                  ? "none was recorded"
                  : "recorded was " + String.join(", ", recorded));
    }

    private static List<String> recorded(SpanData span) {
      return span.getEvents().stream()
          .map(event -> event.getAttributes().get(EXCEPTION_TYPE))
          .filter(Objects::nonNull)
          .map(Notation::escaped)
          .toList();
    }

    @Override
    public String print() {
      return "throws " + Notation.word(type);
    }

    @Override
    public String slot() {
      return print();
    }

    @Override
    public boolean isAboutErrors() {
      return true;
    }

    @Override
    public int rank() {
      return 5;
    }
  }

  /** An event. */
  record Event(String name) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      for (EventData event : span.getEvents()) {
        if (event.getName().equals(name)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      List<String> names = span.getEvents().stream()
          .map(event -> Notation.word(event.getName()))
          .distinct()
          .toList();
      return "event: expected %s, but there is %s"
          .formatted(Notation.word(name), names.isEmpty() ? "none" : String.join(", ", names));
    }

    @Override
    public String print() {
      return "event:" + Notation.word(name);
    }

    @Override
    public String slot() {
      return print();
    }

    @Override
    public boolean isAboutErrors() {
      return name.equals("exception");
    }

    @Override
    public int rank() {
      return 6;
    }
  }

  /** An attribute of the span, its resource or its instrumentation scope. */
  record Attribute(Place place, ExpectedAttribute expected) implements Part {

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return expected.matches(place.attributes(span)) && !isUndecided(span);
    }

    @Override
    public String miss(SpanData span, Trace trace) {
      if (isUndecided(span)) {
        return "%s: cannot decide: the span limits of the SDK dropped attributes"
            .formatted(Notation.escaped(key()));
      }
      return "%s: expected %s, but %s"
          .formatted(
              place.prefix() + Notation.escaped(key()),
              expected.describe(),
              expected.describeActual(expected.find(place.attributes(span))));
    }

    @Override
    public String print() {
      String written = Notation.key(key());
      return expected.print(place == Place.SPAN ? written : place.prefix() + written);
    }

    @Override
    public String slot() {
      return place + " " + key();
    }

    @Override
    public boolean isAboutErrors() {
      return place == Place.SPAN && key().equals("error.type");
    }

    @Override
    public int rank() {
      return 8;
    }

    @Override
    public List<String> attributeKeys() {
      return place == Place.SPAN ? List.of(key()) : List.of();
    }

    /** Tells whether an attribute that should be absent may be among those that were dropped. */
    private boolean isUndecided(SpanData span) {
      return expected.isAbsence()
          && place == Place.SPAN
          && isAbsent(span)
          && SpanCounts.droppedAttributes(span) > 0;
    }

    boolean isAbsent(SpanData span) {
      return expected.find(place.attributes(span)) == null;
    }

    private String key() {
      return expected.key();
    }
  }
}
