package io.traceassert.calls;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the ids out of the path of a URL, or of a key: a segment that is a number, a UUID, a long
 * hexadecimal or mixed text, or that holds a {@code %} or {@code @}, becomes <code>{id}</code>, and
 * so does the number behind a word.
 */
final class PathText {

  private static final String ID = "{id}";
  private static final Pattern WHOLE = Pattern.compile("\\d+"
      + "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
      + "|(?=.*\\d)[0-9a-fA-F]{8,}"
      + "|(?=.*\\d)(?=.*[a-zA-Z])[\\w-]{16,}"
      + "|.*[%@].*");
  private static final Pattern NUMBER_BEHIND = Pattern.compile("(?<=[-_.~])\\d+");

  private PathText() {}

  /** Normalises a path, with its query, if there is one, left out. */
  static String normalised(String path) {
    String alone = path.split("[?#]", 2)[0];
    return segments(alone, "/");
  }

  /** Normalises one part of a key such as {@code cart:42}. */
  static String normalisedKey(String key) {
    return segments(key, ":");
  }

  private static String segments(String text, String separator) {
    return Arrays.stream(text.split(separator, -1))
        .map(PathText::segment)
        .collect(Collectors.joining(separator));
  }

  private static String segment(String segment) {
    return WHOLE.matcher(segment).matches()
        ? ID
        : NUMBER_BEHIND.matcher(segment).replaceAll(ID.replace("{", "\\{"));
  }
}
