package io.traceassert.examples;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of a failure message one that is the same in each run. */
public final class Stable {

  private static final String DURATION = "1.0 ms";
  private static final Pattern CELL = Pattern.compile("(?m)( {2,})(\\d+\\.\\d+ m?s)(?=$|  #)");
  private static final Pattern EMPTY_CELL = Pattern.compile("(?m)(?<=\\S) {4,}(?=# )");
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<=spans?, |open for |they took )\\d+\\.\\d+ m?s");
  private static final Pattern PORT = Pattern.compile("(?<=(?:127\\.0\\.0\\.1|localhost):)\\d{5}");
  private static final Pattern LINE_OF_CODE = Pattern.compile("(?<=\\.java:)\\d+");

  private static final Pattern MEASURED = Pattern.compile("\\d+\\.\\d+ (?:ns|us|ms|s|min)");
  private static final Pattern SHARE = Pattern.compile("(?<=\\(|\\bis )\\d+(?:\\.\\d+)? %");

  private static final Pattern RUN = Pattern.compile("(?<=\\brun |\\bof )\\d+(?= |$)");

  private Stable() {}

  /**
   * Lets every duration be {@code 1.0 ms}, and leaves out ports and at which line of code a trace
   * began.
   *
   * @param message as the failure has it
   * @return the same message with constant numbers
   */
  public static String message(String message) {
    String sameDurations = Arrays.stream(message.split("(?m)^(?=trace )"))
        .map(Stable::tree)
        .collect(Collectors.joining());
    String samePorts = PORT.matcher(sameDurations).replaceAll("00000");
    return LINE_OF_CODE.matcher(samePorts).replaceAll("<line>");
  }

  /**
   * Returns how a message begins, without what was measured; bounds are left as they are.
   *
   * @param message as the failure has it
   * @param count how many lines
   * @return the lines, with {@code <time>}, {@code <share>} and {@code <number>} in the place of
   *     numbers
   */
  public static String lines(String message, int count) {
    String lines = message.lines().limit(count).collect(Collectors.joining("\n"));
    String timeless = MEASURED.matcher(lines).replaceAll("<time>");
    return RUN.matcher(SHARE.matcher(timeless).replaceAll("<share>")).replaceAll("<number>");
  }

  /** The durations of a tree are aligned to the right, and as wide as the widest of them. */
  private static String tree(String text) {
    int widest = CELL.matcher(text)
        .results()
        .mapToInt(cell -> cell.group(2).length())
        .max()
        .orElse(DURATION.length());
    int surplus = widest - DURATION.length();
    String sameWidth =
        EMPTY_CELL.matcher(text).replaceAll(cell -> " ".repeat(cell.group().length() - surplus));
    return CELL.matcher(IN_TEXT.matcher(sameWidth).replaceAll(DURATION))
        .replaceAll(
            cell -> " ".repeat(cell.group().length() - surplus - DURATION.length()) + DURATION);
  }
}
