package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Origin;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exception that was recorded on a span, as an event of the semantic conventions.
 *
 * @param event the event
 */
record RecordedException(EventData event) {

  static final String EVENT = "exception";
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK_TRACE =
      AttributeKey.stringKey("exception.stacktrace");
  private static final Pattern FRAME =
      Pattern.compile("\\s*at (?:[^(]*/)?([^(/]+)\\.([^(./]+)\\(([^:)]*)(?::(\\d+))?\\)");
  private static final int MOST_FRAMES = 1_000;
  private static final int LONGEST_FRAME = 1_000;

  static List<RecordedException> on(SpanData span) {
    return span.getEvents().stream()
        .filter(event -> event.getName().equals(EVENT))
        .map(RecordedException::new)
        .toList();
  }

  String type() {
    return Objects.requireNonNullElse(event.getAttributes().get(TYPE), "");
  }

  @Nullable
  String message() {
    return event.getAttributes().get(MESSAGE);
  }

  String stackTrace() {
    return Objects.requireNonNullElse(event.getAttributes().get(STACK_TRACE), "");
  }

  /** Returns the first lines of the stack trace, unless it seems to hold a secret. */
  List<String> excerpt(int lines) {
    return Secrets.isSecret(STACK_TRACE.getKey(), stackTrace())
        ? List.of()
        : stackTrace()
            .lines()
            .limit(lines)
            .map(line -> Notation.visible(line.replace("\t", "  ")))
            .toList();
  }

  boolean isA(Class<? extends Throwable> expected, @Nullable String expectedMessage) {
    return isA(expected) && (expectedMessage == null || expectedMessage.equals(message()));
  }

  /** By class if that is known or can be loaded, otherwise by name. */
  private boolean isA(Class<? extends Throwable> expected) {
    if (event instanceof ExceptionEventData recorded) {
      return expected.isInstance(recorded.getException());
    }
    return type().equals(expected.getName())
        || type().equals(expected.getCanonicalName())
        || loaders(expected)
            .flatMap(loader -> load(type(), loader).stream())
            .anyMatch(expected::isAssignableFrom);
  }

  private static Stream<ClassLoader> loaders(Class<?> expected) {
    return Stream.of(expected.getClassLoader(), Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull);
  }

  /** Also loads a nested class by its canonical name, which the SDK records. */
  private static Optional<Class<?>> load(String type, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(type, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      int dot = type.lastIndexOf('.');
      return dot < 0
          ? Optional.empty()
          : load(type.substring(0, dot) + "$" + type.substring(dot + 1), loader);
    }
  }

  /** Writes the type, the message, and where it was thrown. */
  String phrase() {
    return phrase(type(), message()) + place().map(place -> " at " + place).orElse("");
  }

  static String phrase(String type, @Nullable String message) {
    return (type.isEmpty() ? "an exception of unknown type" : Notation.escaped(type))
        + (message == null ? "" : " " + Secrets.masked(MESSAGE.getKey(), message));
  }

  private Optional<String> place() {
    List<StackTraceElement> frames = stackTrace()
        .lines()
        .limit(MOST_FRAMES)
        .filter(line -> line.length() <= LONGEST_FRAME)
        .map(FRAME::matcher)
        .filter(Matcher::matches)
        .map(RecordedException::frame)
        .toList();
    return Origin.nearestFrame(frames).map(Origin::place).map(Notation::escaped);
  }

  private static StackTraceElement frame(Matcher matcher) {
    boolean hasLine = matcher.group(4) != null && matcher.group(4).length() < 10;
    return new StackTraceElement(
        matcher.group(1),
        matcher.group(2),
        hasLine ? matcher.group(3) : null,
        hasLine ? Integer.parseInt(matcher.group(4)) : -1);
  }
}
