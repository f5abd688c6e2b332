package io.traceassert.testcontainers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens to its cause what a collector says when it does not start. */
final class StartFailure {

  private static final Pattern UNSET =
      Pattern.compile("references unset environment variable.*?\"name\": ?\"([^\"]+)\"");

  /** What the collector puts around the cause. */
  private static final Pattern FRAME = Pattern.compile(
      "^(Error: |failed to get config: |cannot resolve the configuration: |cannot unmarshal the configuration: |invalid configuration: |retrieved value \\(type=\\w+\\) cannot be used as a Conf: |assuming string type since contents are not valid YAML: |failed to build pipelines: |cannot start pipelines: |decoding failed due to the following error\\(s\\):\\s*)+");

  private static final Pattern NOTHING =
      Pattern.compile(".*decoding failed due to the following error\\(s\\):\\s*");

  private static final Pattern ERROR = Pattern.compile("\"error\": ?\"((?:[^\"\\\\]|\\\\.)*)\"");

  private StartFailure() {}

  /**
   * Finds the cause.
   *
   * @param lines what it printed
   * @return text of one line, or of several when there are several causes; empty if there is none
   */
  static String cause(List<String> lines) {
    int start = 0;
    while (start < lines.size() && !lines.get(start).startsWith("Error: ")) {
      start++;
    }
    List<String> causes = new ArrayList<>();
    for (String line : lines.subList(start, lines.size())) {
      String cause = withoutFrame(line.strip());
      if (!cause.isEmpty() && !isLog(line) && !causes.contains(cause)) {
        causes.add(cause);
      }
    }
    return String.join("; ", causes).replace(":; ", ": ");
  }

  private static String withoutFrame(String line) {
    String cause = FRAME.matcher(line).replaceFirst("");
    return NOTHING.matcher(cause).matches()
        ? cause.replaceFirst(":? decoding failed.*", ":")
        : cause;
  }

  /** Lines of its log begin with a time, and what comes with a stack trace is of no use. */
  private static boolean isLog(String line) {
    return line.matches("\\d{4}[-/]\\d{2}[-/]\\d{2}[T ].*")
        || line.startsWith("{")
        || line.startsWith("\t");
  }

  /** Finds the variables that the files refer to and the environment of the collector lacks. */
  static Set<String> unsetVariables(List<String> lines) {
    Set<String> names = new LinkedHashSet<>();
    for (String line : lines) {
      Matcher unset = UNSET.matcher(line);
      while (unset.find()) {
        names.add(unset.group(1));
      }
    }
    return names;
  }

  /** Says why it ended, as far as it said so. */
  static String lastWords(List<String> lines) {
    String cause = cause(lines);
    return !cause.isEmpty()
        ? cause
        : lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
  }

  /** Takes the reason out of a line of its log. */
  static String reason(String line) {
    Matcher error = ERROR.matcher(line);
    return error.find() ? error.group(1).replace("\\\"", "\"") : line;
  }
}
