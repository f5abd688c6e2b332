package io.traceassert.pattern;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes a span: what it is called and what else holds of it. The same value says which span is
 * meant and what it should be. Immutable. It is written on one line, the name first and then
 * columns divided by two or more spaces, in any order:
 *
 * <pre>{@code
 * POST  [CLIENT]  @order-service  http.response.status_code=200
 * }</pre>
 *
 * <table>
 *   <caption>What a line may say</caption>
 *   <tr><th>written</th><th>holds when</th></tr>
 *   <tr><td>{@code charge card}</td><td>the name is exactly this; in quotes where it would be read otherwise</td></tr>
 *   <tr><td>{@code GET /orders/...}</td><td>the name is this, with any characters for {@code ...}</td></tr>
 *   <tr><td>{@code ~GET|POST}</td><td>the regular expression matches the whole name</td></tr>
 *   <tr><td>{@code [CLIENT]}</td><td>the kind is this</td></tr>
 *   <tr><td>{@code @order-service}</td><td>{@code service.name} of the resource is this</td></tr>
 *   <tr><td>{@code scope:io.acme}</td><td>the instrumentation scope has this name</td></tr>
 *   <tr><td>{@code OK}, {@code UNSET}, {@code ERROR}, {@code ERROR "text"}</td><td>the status is this, with this description</td></tr>
 *   <tr><td>{@code throws IOException}</td><td>an exception of this type was recorded; a simple name will do</td></tr>
 *   <tr><td>{@code event:retry}</td><td>there is an event of this name</td></tr>
 *   <tr><td>{@code link:publish order}</td><td>there is a link to a captured span of this name, in this trace or another of the capture</td></tr>
 *   <tr><td>{@code key=value}</td><td>the attribute has this value and type: {@code 200} is a number, {@code true} a boolean, {@code
 *       "200"} a string, {@code [a, b]} a list</td></tr>
 *   <tr><td>{@code key~=regex}</td><td>the regular expression matches the value as text</td></tr>
 *   <tr><td>{@code key in 200..299}</td><td>the value is a number from one to the other, both included</td></tr>
 *   <tr><td>{@code key in [GET, HEAD]}</td><td>the value is one of these</td></tr>
 *   <tr><td>{@code key=*}, {@code !key}</td><td>the attribute is present, or absent</td></tr>
 *   <tr><td>{@code resource.key=…}, {@code scope.key=…}</td><td>the same of the resource, of the instrumentation scope; a span
 *       attribute whose key begins so is written in quotes: {@code "resource.key"=…}</td></tr>
 *   <tr><td>{@code < 50 ms}</td><td>the span has ended and lasted less than this; units are ns, us, ms, s, min and h</td></tr>
 *   <tr><td>{@code 12.3 ms}, {@code # comment}</td><td>always: a measured duration and a comment are not read</td></tr>
 * </table>
 *
 * <p>What the span is to other spans of the trace is said by the builder only, for example
 * {@code named("POST").childOf("charge card")}. That it is not, as {@code notChildOf} says, does
 * not hold when it cannot be decided, because a parent was not captured.
 *
 * <p>Attributes that are not mentioned are not compared. Regular expressions see the first 10,000
 * characters of a text; one that takes more than 100,000,000 steps there, or nests too deeply,
 * gives up with an {@link IllegalArgumentException}.
 */
public final class SpanPattern extends AttributedPattern {

  private static final Comparator<Part> ORDER =
      Comparator.comparing(Part::rank).thenComparing(Part::print);

  private final NamePart name;
  private final List<Part> parts;

  private SpanPattern(NamePart name, List<Part> parts) {
    this.name = name;
    this.parts = parts;
  }

  /**
   * Reads a pattern from a line.
   *
   * @param line one line of text
   * @return the pattern
   * @throws IllegalArgumentException if the line cannot be read or contradicts itself; the message
   *     shows the place
   */
  public static SpanPattern of(String line) {
    return PatternLine.read(line, column -> false);
  }

  /**
   * Makes a pattern of a name.
   *
   * @param name the exact name; nothing in it has a special meaning
   * @return a pattern that any span of this name matches
   * @throws IllegalArgumentException if the name is blank
   */
  public static SpanPattern named(String name) {
    return new SpanPattern(new NamePart.Exact(notBlank(name, "name")), List.of());
  }

  /**
   * Makes a pattern of a regular expression for the name.
   *
   * @param regex must match the whole name
   * @return a pattern that any span of such a name matches
   * @throws IllegalArgumentException if the expression is blank or not valid
   */
  public static SpanPattern nameMatching(String regex) {
    return new SpanPattern(new NamePart.Matching(Regex.of(notBlank(regex, "regex"))), List.of());
  }

  static SpanPattern of(NamePart name) {
    return new SpanPattern(name, List.of());
  }

  /**
   * Adds the kind.
   *
   * @param kind the only kind that matches
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern has a kind already
   */
  public SpanPattern kind(SpanKind kind) {
    return with(new Part.Kind(requireNonNull(kind, "kind")));
  }

  /**
   * Adds the service.
   *
   * @param name {@code service.name} of the resource
   * @return a new pattern
   * @throws IllegalArgumentException if the name is blank or the pattern has a service already
   */
  public SpanPattern service(String name) {
    return with(new Part.Service(notBlank(name, "name")));
  }

  /**
   * Adds the instrumentation scope.
   *
   * @param name its name
   * @return a new pattern
   * @throws IllegalArgumentException if the name is blank or the pattern has a scope already
   */
  public SpanPattern scope(String name) {
    return with(new Part.Scope(notBlank(name, "name")));
  }

  /**
   * Adds the status, whatever its description.
   *
   * @param code the only code that matches
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern has a status already
   */
  public SpanPattern status(StatusCode code) {
    return with(new Part.Status(requireNonNull(code, "code"), ""));
  }

  /**
   * Adds the status ERROR with a description.
   *
   * @param description the exact description, not empty
   * @return a new pattern
   * @throws IllegalArgumentException if the description is empty or the pattern has a status
   *     already
   */
  public SpanPattern error(String description) {
    return with(new Part.Status(StatusCode.ERROR, notBlank(description, "description")));
  }

  /**
   * Adds an exception that was recorded on the span.
   *
   * @param type the full name of its class, or the simple one
   * @return a new pattern
   * @throws IllegalArgumentException if the type is blank
   */
  public SpanPattern throwing(String type) {
    return with(new Part.Throws(notBlank(type, "type")));
  }

  /**
   * Adds an event.
   *
   * @param name its name
   * @return a new pattern
   * @throws IllegalArgumentException if the name is blank
   */
  public SpanPattern event(String name) {
    return with(new Part.Event(notBlank(name, "name")));
  }

  /**
   * Adds a link to a captured span, of the same trace or of another in the same capture.
   *
   * @param name the name of that span
   * @return a new pattern
   * @throws IllegalArgumentException if the name is blank
   */
  public SpanPattern linkTo(String name) {
    return with(new LinkTo(notBlank(name, "name")));
  }

  /**
   * Adds an upper bound on the duration of the span itself.
   *
   * @param bound what the time from its start to its end must be less than; positive
   * @return a new pattern
   * @throws IllegalArgumentException if the bound is not positive, or the pattern has one already
   */
  public SpanPattern shorterThan(Duration bound) {
    return with(ShorterThan.of(requireNonNull(bound, "bound"), "bound"));
  }

  NamePart name() {
    return name;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  SpanPattern with(Part part) {
    Object slot = part.slot();
    for (Part other : parts) {
      if (other.slot().equals(slot)) {
        throw new IllegalArgumentException(
            "%s contradicts or repeats %s".formatted(part.print(), other.print()));
      }
    }
    int place = parts.size();
    while (place > 0 && ORDER.compare(parts.get(place - 1), part) > 0) {
      place--;
    }
    List<Part> more = new ArrayList<>(parts);
    more.add(place, part);
    return new SpanPattern(name, List.copyOf(more));
  }

  /**
   * Tells whether a span is as described.
   *
   * @param span the span
   * @param trace the trace that it is of
   * @return true if the name and every column hold
   */
  public boolean matches(SpanData span, Trace trace) {
    requireNonNull(trace, "trace");
    if (!name.matches(requireNonNull(span, "span").getName())) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) { // an iterator is an object
      if (!parts.get(i).matches(span, trace)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells in what a span is not as described.
   *
   * @param span the span
   * @param trace the trace that it is of
   * @return one phrase for each part that does not hold, for example {@code kind: expected
   *     [CLIENT], but was [SERVER]}; the name first; empty when the span matches
   */
  public List<String> misses(SpanData span, Trace trace) {
    requireNonNull(span, "span");
    requireNonNull(trace, "trace");
    return Stream.concat(Stream.of((Part) name), parts.stream())
        .filter(part -> !part.matches(span, trace))
        .map(part -> part.miss(span, trace))
        .toList();
  }

  /**
   * Returns what a reader would compare names with, to find the nearest.
   *
   * @return the name as it is written, without quotes
   */
  public String nameText() {
    return name.text();
  }

  /**
   * Tells whether the pattern is nothing but an exact name.
   *
   * @return true if it has no columns, no wildcard and no regular expression
   */
  public boolean isExactName() {
    return parts.isEmpty() && name instanceof NamePart.Exact;
  }

  /**
   * Returns the keys of span attributes that the pattern is about, those of relatives among them.
   *
   * @return the keys, sorted
   */
  public List<String> attributeKeys() {
    return parts.stream()
        .flatMap(part -> part.attributeKeys().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Writes the pattern as part of a sentence.
   *
   * @return a mere name in quotes, everything else as a line between backticks
   */
  public String phrase() {
    return isExactName() ? Notation.quoted(name.text()) : "`" + this + "`";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpanPattern pattern
        && name.equals(pattern.name)
        && parts.equals(pattern.parts);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + parts.hashCode();
  }

  /**
   * Writes the line that {@link #of} reads as an equal pattern; relations come last, in
   * parentheses, and are not read.
   */
  @Override
  public String toString() {
    return Stream.concat(Stream.of((Part) name), parts.stream())
        .map(Part::print)
        .collect(Collectors.joining("  "));
  }

  static String notBlank(String value, String argument) {
    if (requireNonNull(value, argument).isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank");
    }
    return value;
  }
}
