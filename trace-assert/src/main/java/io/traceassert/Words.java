package io.traceassert;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The small phrases that failures are made of. */
final class Words {

  private static final Pattern PLAIN_NAME = Pattern.compile(
      "(?!~|#|\\*\\*|[│├└]|[-+><] |x[0-9]|[!\\[@\"<(])(?:(?!  |\\.\\.\\.)[^\\p{C}\"])*");

  private static final int MOST_NAMES = 10;

  private Words() {}

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String isAre(int number) {
    return number == 1 ? "is" : "are";
  }

  /**
   * Quotes a text, with line breaks and control characters escaped so that it stays on its line.
   */
  static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendEscaped(out, c));
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
   * Control and format characters (also those that turn the direction of writing), surrogates,
   * separators of lines.
   */
  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** A span's name as a line of a tree begins: quoted only where it would be read otherwise. */
  static String lineName(String name) {
    boolean plain = !name.isBlank()
        && name.equals(name.strip())
        && !name.contains("\\")
        && PLAIN_NAME.matcher(name).matches();
    return plain ? name : quoted(name);
  }

  static String names(Collection<String> names) {
    String listed =
        names.stream().limit(MOST_NAMES).map(Words::quoted).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? listed
        : listed + " and " + (names.size() - MOST_NAMES) + " more";
  }

  /** A span in a sentence: {@code "POST" [CLIENT]}. */
  static String span(SpanData span) {
    return quoted(span.getName())
        + (span.getKind() == SpanKind.INTERNAL ? "" : " [" + span.getKind() + "]");
  }

  static String trace(String traceId) {
    return "trace " + shortId(traceId);
  }

  static String shortId(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }
}
