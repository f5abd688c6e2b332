package io.traceassert.pattern;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a pattern from a line: the name, and then one column after the other. */
final class PatternReader {

  private static final Pattern MEASURED =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)? (ns|us|µs|ms|s|min|h)");
  private static final Pattern WILDCARD = Pattern.compile(NamePart.Wildcard.ANY, Pattern.LITERAL);
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern FRACTION = Pattern.compile(
      "[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?|NaN|-?Infinity");
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
  private final Predicate<String> others;

  /**
   * Makes a reader of one line.
   *
   * @param others takes the columns that do not belong to the pattern: true if it has taken one
   */
  PatternReader(String line, Predicate<String> others) {
    cursor = new Cursor(line);
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
      return new NamePart.Matching(regex());
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
    checkColumns(name, start);
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

  /** Refuses what looks like a column and is divided from the text before by one space only. */
  private void checkColumns(String bare, int start) {
    int column = Notation.columnIn(bare);
    if (column >= 0) {
      throw cursor.errorAt(
          start + column,
          "columns are divided by two spaces or more; if this belongs to the text before, that is written in quotes");
    }
  }

  private Regex regex() {
    int start = cursor.position();
    boolean quoted = cursor.peek() == '"';
    String text = quoted ? cursor.quoted() : cursor.restOfColumn();
    try {
      if (text.isEmpty() && !quoted) {
        throw new IllegalArgumentException("expected a regular expression");
      }
      return Regex.of(text);
    } catch (IllegalArgumentException e) {
      throw cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
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
    return mayBeNumber(column) && MEASURED.matcher(column).matches();
  }

  /** Spares most texts a regular expression. */
  private static boolean mayBeNumber(String text) {
    return "-+.0123456789NI".indexOf(text.charAt(0)) >= 0;
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
      checkColumns(word, start);
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
      return new Part.Attribute(place, key, new Expected.Absent());
    }
    if (absent || (!quoted && key.endsWith("!"))) {
      throw cursor.errorAt(
          start,
          "there is no !=; write !key for no such attribute, key=* for any, key~=regex for some");
    }
    if (cursor.lookingAt("~=")) {
      cursor.skip(2);
      return new Part.Attribute(place, key, new Expected.Matching(regex()));
    }
    if (!cursor.lookingAt("=")) {
      throw unknown(start);
    }
    cursor.skip(1);
    return new Part.Attribute(place, key, value());
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

  private Expected value() {
    if (cursor.columnText().equals("*")) {
      cursor.restOfColumn();
      return new Expected.Present();
    }
    int start = cursor.position();
    char first = cursor.peek();
    if (first == ' ' || first == '=') {
      throw cursor.error(
          "expected a value directly behind the =; a text that begins so is written in quotes");
    }
    Object value = first == '[' ? list() : scalar(first == '"' ? "" : bare(start));
    if (value.equals("") && cursor.position() == start) {
      throw cursor.error("expected a value; an empty string is written \"\"");
    }
    return new Expected.Value(value);
  }

  private String bare(int start) {
    String bare = cursor.restOfColumn();
    checkColumns(bare, start);
    return bare;
  }

  private Object scalar(String bare) {
    if (bare.isEmpty()) {
      return cursor.peek() == '"' ? cursor.quoted() : "";
    }
    if (bare.equals("true") || bare.equals("false")) {
      return Boolean.valueOf(bare);
    }
    if (!mayBeNumber(bare)) {
      return bare;
    }
    if (NUMBER.matcher(bare).matches()) {
      return longOrText(bare);
    }
    Matcher fraction = FRACTION.matcher(bare);
    return fraction.matches() ? (Object) Double.valueOf(bare) : bare;
  }

  private Object longOrText(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw cursor.errorAt(
          cursor.position() - digits.length(),
          "the number %s is beyond 64 bits; in quotes it is a string".formatted(digits));
    }
  }

  private List<Object> list() {
    List<Object> elements = new ArrayList<>();
    cursor.skip(1);
    cursor.skipSpace();
    while (!cursor.lookingAt("]")) {
      elements.add(scalar(cursor.peek() == '"' ? "" : cursor.until(",]").strip()));
      cursor.skipSpace();
      if (cursor.lookingAt(",")) {
        cursor.skip(1);
        cursor.skipSpace();
      } else if (!cursor.lookingAt("]")) {
        throw cursor.error("expected , or ] in a list");
      }
    }
    cursor.skip(1);
    return List.copyOf(elements);
  }
}
