package io.traceassert;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Something on a page that can be executed.
 *
 * @param heading the heading above it
 * @param line where it is, from 1
 * @param kind what it is
 * @param note what stands behind the kind, or in the next cell of a table; may be empty
 * @param text the example
 */
record Example(String heading, int line, Kind kind, String note, String text) {

  /** What an example is: the first line of it, or the head of its column, says so. */
  enum Kind {
    TRACE("trace"),
    ANOTHER_TRACE("another trace"),
    PRINTS("prints"),
    PASSES("passes"),
    FAILS("fails"),
    CONTAINED("containsShape passes"),
    NOT_CONTAINED("containsShape fails"),
    SHAPES("hasShapes passes"),
    NOT_SHAPES("hasShapes fails"),
    ONE_OF_THEM("containsTrace passes"),
    NONE_OF_THEM("containsTrace fails"),
    MESSAGE("message"),
    UNREADABLE("cannot be read"),
    BUILT("built"),
    BUILDER("text"),
    JAVA("java");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    static Kind of(String written) {
      return Arrays.stream(values())
          .filter(kind -> kind.written.equals(written))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("nothing is called \"" + written
              + "\", there are "
              + Arrays.stream(values())
                  .map(kind -> kind.written)
                  .collect(Collectors.joining(", "))));
    }

    /** Tells whether the example shows what holds. */
    boolean isPositive() {
      return switch (this) {
        case PASSES, CONTAINED, SHAPES, ONE_OF_THEM, BUILDER -> true;
        default -> false;
      };
    }

    /** Tells whether the example shows what does not hold. */
    boolean isNegative() {
      return switch (this) {
        case FAILS, NOT_CONTAINED, NOT_SHAPES, NONE_OF_THEM, UNREADABLE -> true;
        default -> false;
      };
    }
  }

  boolean isInTable() {
    return !text.endsWith("\n");
  }

  /** Names it in a list of tests. */
  String title() {
    return "line %d, %s: %s"
        .formatted(line, kind.written, text.lines().findFirst().orElse(""));
  }
}
