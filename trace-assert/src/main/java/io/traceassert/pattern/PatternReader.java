package io.traceassert.pattern;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads a pattern from a line: the name, and then one column after the other. */
final class PatternReader {

  private static final Pattern MEASURED =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)? (ns|us|µs|ms|s|min|h)");
  private static final Pattern WILDCARD = Pattern.compile(NamePart.Wildcard.ANY, Pattern.LITERAL);
  private static final Pattern OF_A_SHAPE =
      Pattern.compile("x[0-9]+(\\.\\.[0-9]+|\\+)?|optional|\\(in order\\)");
  private static final Pattern BEGINS_LIKE_A_SHAPE = Pattern.compile("[│├└─]|[-+] |\\*\\* ");
  private static final List<String> WORDS = List.of(
      "OK",
      "ERROR",
      "UNSET",
      "throws",
      "event:",
      "link:",
      "scope:",
      "[INTERNAL]",
      "[SERVER]",
      "[CLIENT]",
      "[PRODUCER]",
      "[CONSUMER]",
      "optional",
      "(in order)");

  private final Cursor cursor;
  private final ValueReader values;
  private final Predicate<String> others;

  /**
   * Makes a reader of one line.
   *
   * @param others takes the columns that do not belong to the pattern: true if it has taken one
   */
  PatternReader(String line, Predicate<String> others) {
    cursor = new Cursor(line);
    values = new ValueReader(cursor);
    this.others = others;
  }

  SpanPattern read() {
    cursor.skipSpaces();
    if (cursor.atEnd()) {
      throw cursor.error("expected the name of a span; the line is empty");
    }
    SpanPattern pattern = SpanPattern.of(name());
    while (cursor.nextColumn()) {
      if (cursor.peek() == '#') {
        break;
      }
      pattern = column(pattern);
    }
    return pattern;
  }

  private NamePart name() {
    if (cursor.peek() == '"') {
      return new NamePart.Exact(cursor.quoted());
    }
    if (cursor.peek() == '~') {
      cursor.skip(1);
      return new NamePart.Matching(values.regex());
    }
    int start = cursor.position();
    String name = cursor.restOfColumn();
    if ("#[@!".indexOf(name.charAt(0)) >= 0) {
      throw cursor.errorAt(
          start,
          "expected the name of a span first; ... stands for any name, quotes for a name that begins so");
    }
    if (name.startsWith("**")) {
      throw cursor.errorAt(
          start,
          "** stands before a name on a line of a shape, with a space; a name that begins so is written in quotes");
    }
    cursor.checkColumns(name, start);
    List<String> pieces = Arrays.asList(WILDCARD.split(name, -1));
    if (pieces.size() == 1) {
      return new NamePart.Exact(name);
    }
    if (BEGINS_LIKE_A_SHAPE.matcher(name).lookingAt()) {
      throw cursor.errorAt(
          start, "a name that begins so and has ... in it is written as a regular expression, ~");
    }
    return new NamePart.Wildcard(List.copyOf(pieces));
  }

  private SpanPattern column(SpanPattern pattern) {
    int start = cursor.position();
    String text = cursor.columnText();
    if (isMeasured(text) || takenByOthers(text, start)) {
      cursor.restOfColumn();
      return pattern;
    }
    Part part = part(start);
    try {
      return pattern.with(part);
    } catch (IllegalArgumentException e) {
      throw cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isMeasured(String column) {
    return ValueReader.mayBeNumber(column) && MEASURED.matcher(column).matches();
  }

  private boolean takenByOthers(String column, int start) {
    try {
      return others.test(column);
    } catch (IllegalArgumentException e) {
      throw cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
  }

  private Part part(int start) {
    char first = cursor.peek();
    if (first == '[') {
      return kind();
    }
    if (first == '@') {
      cursor.skip(1);
      return new Part.Service(word("the name of a service"));
    }
    if (first == '!') {
      cursor.skip(1);
      return attribute(start, true);
    }
    if (first == '<') {
      return duration();
    }
    String column = cursor.columnText();
    if (first == '(' && Relation.isPrinted(column)) {
      throw cursor.error(
          "a relation is only in the builder, for example SpanPattern.of(line).childOf(parent)");
    }
    if ("xo(".indexOf(first) >= 0 && OF_A_SHAPE.matcher(column).matches()) {
      throw cursor.error("%s belongs to a line of a shape; a pattern describes one span"
          .formatted(Notation.quoted(column)));
    }
    return first == '"' ? attribute(start, false) : worded(start, column);
  }

  private Part worded(int start, String column) {
    if (column.startsWith("scope:")) {
      cursor.skip("scope:".length());
      return new Part.Scope(word("the name of an instrumentation scope"));
    }
    if (column.startsWith("event:")) {
      cursor.skip("event:".length());
      return new Part.Event(word("the name of an event"));
    }
    if (column.startsWith("link:")) {
      cursor.skip("link:".length());
      return new LinkTo(word("the name of a linked span"));
    }
    if (column.equals("throws") || column.startsWith("throws ")) {
      cursor.skip("throws".length());
      cursor.skipSpace();
      return new Part.Throws(word("the type of an exception"));
    }
    String code = column.split(" ", 2)[0];
    if (Arrays.stream(StatusCode.values()).anyMatch(known -> known.name().equals(code))) {
      cursor.skip(code.length());
      return status(StatusCode.valueOf(code));
    }
    return attribute(start, false);
  }

  private Part kind() {
    int start = cursor.position();
    String column = cursor.restOfColumn();
    for (SpanKind kind : SpanKind.values()) {
      if (column.equals("[" + kind + "]")) {
        return new Part.Kind(kind);
      }
    }
    List<String> kinds =
        Arrays.stream(SpanKind.values()).map(kind -> "[" + kind + "]").toList();
    throw cursor.errorAt(
        start,
        "unknown kind; did you mean %s?"
            .formatted(Spelling.nearest(column, kinds).get(0)));
  }

  private Part duration() {
    cursor.skip(1);
    cursor.skipSpace();
    int start = cursor.position();
    String text = cursor.restOfColumn();
    try {
      return ShorterThan.of(Durations.read(text), "a bound on a duration");
    } catch (IllegalArgumentException e) {
      throw cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
  }

  private Part status(StatusCode code) {
    if (cursor.atEndOfColumn()) {
      return new Part.Status(code, "");
    }
    cursor.skipSpace();
    if (cursor.peek() != '"') {
      throw cursor.error("expected the description of the status in quotes");
    }
    String description = cursor.quoted();
    if (description.isEmpty()) {
      throw cursor.error(
          "the description of a status must not be empty; %s alone stands for any".formatted(code));
    }
    return new Part.Status(code, description);
  }

  private String word(String what) {
    int start = cursor.position();
    boolean quoted = cursor.peek() == '"';
    String word = quoted ? cursor.quoted() : cursor.restOfColumn();
    if (word.isBlank() || (!quoted && word.startsWith(" "))) {
      throw cursor.errorAt(start, "expected " + what);
    }
    if (!quoted) {
      cursor.checkColumns(word, start);
    }
    return word;
  }

  private Part attribute(int start, boolean absent) {
    Place place = place();
    boolean quoted = cursor.peek() == '"';
    String key = quoted ? cursor.quoted() : cursor.until("=~ ");
    if (key.isBlank()) {
      throw cursor.errorAt(start, "expected the key of an attribute");
    }
    if (absent && cursor.peek() != '=') {
      return attribute(place, key, new Expected.Absent());
    }
    if (absent || (!quoted && key.endsWith("!"))) {
      throw cursor.errorAt(
          start,
          "there is no !=; write !key for no such attribute, key=* for any, key~=regex for some");
    }
    if (cursor.lookingAt("~=")) {
      cursor.skip(2);
      return attribute(place, key, new Expected.Matching(values.regex()));
    }
    if (cursor.lookingAt(ValueReader.IN)) {
      return attribute(place, key, values.in());
    }
    if (!cursor.lookingAt("=")) {
      throw unknown(start);
    }
    cursor.skip(1);
    return attribute(place, key, values.value());
  }

  private static Part attribute(Place place, String key, Expected expected) {
    return new Part.Attribute(place, new ExpectedAttribute(key, expected));
  }

  private Place place() {
    for (Place place : List.of(Place.RESOURCE, Place.SCOPE)) {
      if (cursor.lookingAt(place.prefix())) {
        cursor.skip(place.prefix().length());
        return place;
      }
    }
    return Place.SPAN;
  }

  private IllegalArgumentException unknown(int start) {
    String column = cursor.columnTextAt(start);
    String word = column.startsWith("[") ? column : column.split("(?<=:)| ", 2)[0];
    String nearest = Spelling.nearest(word, WORDS).get(0);
    boolean near = Spelling.isNear(nearest, word) || nearest.contains(word);
    return cursor.errorAt(
        start,
        near
            ? "unknown column; did you mean %s?".formatted(nearest)
            : "unknown column; expected an attribute, key=value, or [KIND], @service, ERROR, throws TYPE, event:NAME, link:NAME, scope:NAME, < 50 ms");
  }
}
