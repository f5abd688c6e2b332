package io.traceassert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The guide for those who come from {@code opentelemetry-sdk-testing}: tables, below a heading for
 * each class.
 */
final class MigrationPage {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  private final List<Row> rows = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();
  private final String text;

  /**
   * A line of a table.
   *
   * @param heading the heading above it
   * @param cells the cells, from left to right
   */
  record Row(String heading, List<String> cells) {

    /** Returns the pieces of code in a cell. */
    List<String> code(int cell) {
      return CODE.matcher(cells.get(cell))
          .results()
          .map((MatchResult code) -> code.group(1))
          .toList();
    }

    /** Tells whether it is of something that not every version has. */
    boolean isOfNewerVersions() {
      return cells.get(0).contains("since 1.");
    }
  }

  MigrationPage(Path file) throws IOException {
    text = Files.readString(file);
    String heading = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        heading = line.substring(3).replace("`", "");
        headings.add(heading);
      } else if (line.startsWith("| `")) {
        rows.add(new Row(
            heading,
            Stream.of(line.substring(1).split("\\|")).map(String::strip).toList()));
      }
    }
  }

  List<String> headings() {
    return headings;
  }

  Stream<Row> under(String heading) {
    return rows.stream().filter(row -> row.heading().equals(heading));
  }

  /** Returns the rows with an assertion of theirs and one of ours. */
  Stream<Row> mappings() {
    return rows.stream().filter(row -> row.cells().size() == 3);
  }

  List<String> javaBlocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
