package io.traceassert.text;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names and values are written on a line, so that a pattern reads them back. */
public final class Notation {

  private static final Pattern PLAIN_NAME = Pattern.compile(
      "(?!~|#|\\*\\*|[│├└─]|[-+><]( |$)|x[0-9]|[!\\[@\"<(])(?:(?!  |\\.\\.\\.)[^\\p{C}\\p{Zl}\\p{Zp}\"\\\\])+");
  private static final Pattern COLUMN_AFTER_ONE_SPACE = Pattern.compile(
      " (\\[(INTERNAL|SERVER|CLIENT|PRODUCER|CONSUMER)](?= |$)|\\(in order\\)(?= |$)|# .*"
          + "|(x[0-9]+(\\.\\.[0-9]+|\\+)?|optional|@[^ ]+|[A-Za-z_][\\w.-]*~?=[^ ]*)$)");
  private static final Pattern PLAIN_WORD = Pattern.compile(
      "(?!true$|false$|NaN$|-?Infinity$|[-+]?[0-9.]|[~*\\[\"!#=])[\\p{L}\\p{N}_./:?&=%@+-]+");
  private static final Pattern PLAIN_KEY = Pattern.compile(
      "(?!(OK|ERROR|UNSET|throws)$)(?!resource\\.|scope[.:]|event:|link:)[\\p{L}\\p{N}_./:-]+");

  private Notation() {}

  /**
   * Quotes a text. Line breaks, control characters and characters that turn the direction of
   * writing are escaped, so that it stays on its line.
   *
   * @param text any text
   * @return the text in double quotes
   */
  public static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /**
   * Escapes a text as {@link #quoted} does, without quoting it.
   *
   * @param text any text
   * @return text of one line
   */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendEscaped(out, c));
    return out.toString();
  }

  /**
   * Escapes what cannot be seen on a line, and leaves quotes and backslashes as they are.
   *
   * @param text any text
   * @return text of one line, which cannot be read back
   */
  public static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (c == '"' || c == '\\') {
        out.appendCodePoint(c);
      } else {
        appendEscaped(out, c);
      }
    });
    return out.toString();
  }

  private static void appendEscaped(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isInvisible(c)) {
          out.append(String.format("\\u{%x}", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /**
   * Tells whether a character would not be seen on a line, or would garble it.
   *
   * @param c a code point
   * @return true for control characters, marks of direction, and separators of lines
   */
  public static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /**
   * Writes the name of a span, quoted only where it would be read otherwise.
   *
   * @param name any name
   * @return the beginning of a line
   */
  public static String name(String name) {
    boolean plain =
        name.equals(name.strip()) && PLAIN_NAME.matcher(name).matches() && columnIn(name) < 0;
    return plain ? name : quoted(name);
  }

  /**
   * Finds, at the end of a name, what looks like a column and is divided from it by one space only.
   *
   * @param name a name that is not quoted
   * @return where the column begins, or -1
   */
  public static int columnIn(String name) {
    Matcher matcher = COLUMN_AFTER_ONE_SPACE.matcher(name);
    return matcher.find() ? matcher.start(1) : -1;
  }

  /**
   * Writes a word of a column, such as the name of a service, quoted only where it would be read
   * otherwise.
   *
   * @param word any text
   * @return the word, or the word in quotes
   */
  public static String word(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : quoted(word);
  }

  /**
   * Writes the key of an attribute.
   *
   * @param key any key of a span attribute
   * @return the key, in quotes where it would be read otherwise
   */
  public static String key(String key) {
    return PLAIN_KEY.matcher(key).matches() ? key : quoted(key);
  }

  /**
   * Writes a value so that its type can be seen: {@code 200} is a number, {@code "200"} a string,
   * {@code [1, 2]} a list, <code>{a=1}</code> a map, and {@code base64:AQI=} are bytes.
   *
   * @param value a String, Boolean, Long, Double, or a list of one of these; or a complex value
   * @return the literal
   */
  public static String literal(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Notation::literal).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Value<?> complex ? literal(complex) : escaped(value.toString());
  }

  /** The text of a value itself differs between versions of the API. */
  private static String literal(Value<?> value) {
    return switch (value.getType()) {
      case KEY_VALUE_LIST ->
        ((List<?>) value.getValue())
            .stream()
                .map(entry -> (KeyValue) entry)
                .map(entry -> key(entry.getKey()) + "=" + literal(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
      case BYTES -> "base64:" + base64((ByteBuffer) value.getValue());
      default -> literal(value.getValue());
    };
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }

  /**
   * Writes a value behind {@code key=}. Of a complex value it is read as its text.
   *
   * @param value as {@link #literal} takes it
   * @return the text, in quotes where it would be read otherwise
   */
  public static String column(Object value) {
    if (value instanceof String text) {
      return word(text);
    }
    return value instanceof Value<?> complex ? word(literal(complex)) : literal(value);
  }
}
