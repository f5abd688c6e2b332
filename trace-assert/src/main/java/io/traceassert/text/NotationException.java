package io.traceassert.text;

/**
 * Thrown for a text that cannot be read. The message shows the line, and the problem below the
 * place where it is.
 */
public final class NotationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final int place;
  private final String problem;

  private NotationException(String message, int place, String problem) {
    super(message);
    this.place = place;
    this.problem = problem;
  }

  /**
   * Makes the error of a text of one line.
   *
   * @param what what could not be read, for example {@code the pattern}
   * @param line the line
   * @param place the position of the first character that is wrong, from 0
   * @param problem what was expected there
   * @return the error
   */
  public static NotationException inLine(String what, String line, int place, String problem) {
    return at("cannot read %s, column %d".formatted(what, place + 1), line, place, problem);
  }

  /**
   * Makes the error of a text of several lines.
   *
   * @param what what could not be read, for example {@code the shape}
   * @param number the number of the line, from 1
   * @param line the line
   * @param place the position of the first character that is wrong, from 0
   * @param problem what was expected there
   * @return the error
   */
  public static NotationException inText(
      String what, int number, String line, int place, String problem) {
    return at(
        "cannot read %s, line %d, column %d".formatted(what, number, place + 1),
        line,
        place,
        problem);
  }

  private static NotationException at(String heading, String line, int place, String problem) {
    String before = Notation.visible(line.substring(0, Math.min(place, line.length())));
    String message = "%s\n  %s\n  %s^ %s"
        .formatted(heading, Notation.visible(line), " ".repeat(Columns.width(before)), problem);
    return new NotationException(message, place, problem);
  }

  /**
   * Returns where the problem is.
   *
   * @return the position of a character in the line, from 0
   */
  public int place() {
    return place;
  }

  /**
   * Returns what was expected there.
   *
   * @return a phrase
   */
  public String problem() {
    return problem;
  }
}
