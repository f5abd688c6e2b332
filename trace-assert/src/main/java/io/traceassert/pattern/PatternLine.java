package io.traceassert.pattern;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.text.Secrets;
import io.traceassert.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A pattern as one line among others: what a shape needs of it, and users hardly ever. */
public final class PatternLine {

  private static final int LONGEST = 200;
  private static final int KIND = 1;
  private static final int SERVICE = 2;
  private static final int ATTRIBUTE = 7;

  private PatternLine() {}

  /**
   * Reads a pattern from a line that has columns of another meaning, too.
   *
   * @param line one line of text
   * @param others is asked for each column and returns true if the column is not the pattern's; an
   *     {@link IllegalArgumentException} of its is shown with its place
   * @return the pattern
   * @throws IllegalArgumentException if the line cannot be read or contradicts itself; the message
   *     shows the place
   */
  public static SpanPattern read(String line, Predicate<String> others) {
    return new PatternReader(requireNonNull(line, "line"), requireNonNull(others, "others")).read();
  }

  /**
   * Tells whether a pattern says something of what tells that a span failed: its status, an
   * exception, or {@code error.type}.
   *
   * @param pattern any pattern
   * @return true if one of its columns does; what it says of relatives does not count
   */
  public static boolean isAboutErrors(SpanPattern pattern) {
    return pattern.parts().stream().anyMatch(Part::isAboutErrors);
  }

  /**
   * Writes the columns of a pattern as cells of a table.
   *
   * @param pattern the pattern
   * @return five texts, of which any but the first may be empty: name, kind, service, attributes of
   *     the span, and all the rest
   */
  public static List<String> cells(SpanPattern pattern) {
    String[] cells = {pattern.name().print(), "", "", "", ""};
    for (Part part : pattern.parts()) {
      int cell = switch (part.rank()) {
        case KIND -> 1;
        case SERVICE -> 2;
        case ATTRIBUTE -> 4;
        default -> 3;
      };
      cells[cell] += (cells[cell].isEmpty() ? "" : "  ") + part.print();
    }
    return Arrays.asList(cells);
  }

  /**
   * Returns the name that spans must have to match.
   *
   * @param pattern the pattern
   * @return empty if the pattern has a wildcard or a regular expression for the name
   */
  public static Optional<String> exactName(SpanPattern pattern) {
    return pattern.name() instanceof NamePart.Exact exact
        ? Optional.of(exact.name())
        : Optional.empty();
  }

  /**
   * Tells whether a span may have this name, whatever the columns say.
   *
   * @param pattern the pattern
   * @param name the name of a span
   * @return true if the part that is about the name holds
   */
  public static boolean matchesName(SpanPattern pattern, String name) {
    return pattern.name().matches(name);
  }

  /**
   * Counts the columns that do not hold of a span.
   *
   * @param pattern the pattern
   * @param span the span
   * @param trace the trace that it is of
   * @return 0 or more; the name does not count
   */
  public static int missedColumns(SpanPattern pattern, SpanData span, Trace trace) {
    int missed = 0;
    for (Part part : pattern.parts()) {
      missed += part.matches(span, trace) ? 0 : 1;
    }
    return missed;
  }

  /**
   * Tells whether a span that does not match might, if more were known: a relative was not
   * captured, or an attribute may have been dropped.
   *
   * @param pattern the pattern
   * @param span the span
   * @param trace the trace that it is of
   * @return false if the span matches, or surely does not
   */
  public static boolean isUndecided(SpanPattern pattern, SpanData span, Trace trace) {
    List<Part> missed =
        pattern.parts().stream().filter(part -> !part.matches(span, trace)).toList();
    return pattern.name().matches(span.getName())
        && !missed.isEmpty()
        && missed.stream().allMatch(part -> part.isUndecided(span, trace));
  }

  /**
   * Counts the attributes that a span does not have at all, of those that a pattern expects.
   *
   * @param pattern the pattern
   * @param span the span
   * @return 0 or more
   */
  public static int absentAttributes(SpanPattern pattern, SpanData span) {
    int absent = 0;
    for (Part part : pattern.parts()) {
      absent += part instanceof Part.Attribute attribute && attribute.isAbsent(span) ? 1 : 0;
    }
    return absent;
  }

  /**
   * Replaces what does not hold of a span by what does. Where that cannot be said, because it is
   * secret or too long, only the presence is said, or nothing.
   *
   * @param pattern the pattern
   * @param span the span
   * @param trace the trace that it is of
   * @return a pattern that the span matches
   */
  public static SpanPattern correctedTo(SpanPattern pattern, SpanData span, Trace trace) {
    boolean named = pattern.name().matches(span.getName());
    SpanPattern corrected =
        SpanPattern.of(named ? pattern.name() : new NamePart.Exact(span.getName()));
    for (Part part : pattern.parts()) {
      Optional<Part> holding =
          part.matches(span, trace) ? Optional.of(part) : corrected(part, span);
      if (holding.isPresent()) {
        corrected = corrected.with(holding.get());
      }
    }
    return corrected;
  }

  private static Optional<Part> corrected(Part part, SpanData span) {
    if (part instanceof Part.Kind) {
      return Optional.of(new Part.Kind(span.getKind()));
    }
    if (part instanceof Part.Service) {
      return Optional.ofNullable(span.getResource().getAttribute(Part.SERVICE_NAME))
          .filter(name -> !name.isBlank())
          .map(Part.Service::new);
    }
    if (part instanceof Part.Scope) {
      String name = span.getInstrumentationScopeInfo().getName();
      return name.isBlank() ? Optional.empty() : Optional.of(new Part.Scope(name));
    }
    if (part instanceof Part.Status) {
      return Optional.of(status(span.getStatus()));
    }
    return part instanceof Part.Attribute attribute
        ? Optional.of(corrected(attribute, span))
        : Optional.empty();
  }

  private static Part status(StatusData status) {
    boolean sayable = !status.getDescription().isBlank() && isSayable("", status.getDescription());
    return new Part.Status(status.getStatusCode(), sayable ? status.getDescription() : "");
  }

  private static Part corrected(Part.Attribute attribute, SpanData span) {
    ExpectedAttribute expected = attribute.expected();
    Object actual = expected.find(attribute.place().attributes(span));
    return new Part.Attribute(attribute.place(), expected.correctedTo(actual));
  }

  /**
   * Tells whether a value can be written in full.
   *
   * @param key the key of an attribute, or an empty text
   * @param value its value
   * @return false for secrets, for texts of more than 200 characters, and for complex values
   */
  public static boolean isSayable(String key, Object value) {
    return !Secrets.isSecret(key, value)
        && !(value instanceof Value<?>)
        && value.toString().length() <= LONGEST;
  }
}
