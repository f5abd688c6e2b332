package io.traceassert;

import io.traceassert.Example.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown and the examples on it. In a block of text, each example begins with a line
 * that says what it is: {@code # passes}. In a table, the head of a column says it of all code in
 * the column; the code in a column {@code because} is said of what fails beside it.
 */
final class ExamplesPage {

  private static final Pattern TITLE = Pattern.compile("# ([^:]+)(?:: (.*))?");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final List<String> EXPLAINING = List.of("", "because", "built");

  private final List<String> lines;
  private final List<String> headings = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private int next;

  private ExamplesPage(List<String> lines) {
    this.lines = lines;
    while (next < lines.size()) {
      readOne(lines.get(next));
    }
  }

  static ExamplesPage read(Path file) {
    try {
      return new ExamplesPage(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ExamplesPage of(String text) {
    return new ExamplesPage(text.lines().toList());
  }

  List<String> headings() {
    return headings;
  }

  List<Example> examples() {
    return examples;
  }

  Stream<Example> examples(Kind kind) {
    return examples.stream().filter(example -> example.kind() == kind);
  }

  Stream<Example> under(String heading) {
    return examples.stream().filter(example -> example.heading().equals(heading));
  }

  private void readOne(String line) {
    next++;
    if (line.startsWith("## ")) {
      headings.add(line.substring(3));
    } else if (line.startsWith("```")) {
      readBlock(line.substring(3));
    } else if (line.startsWith("|")) {
      readTable(cells(line));
    }
  }

  private void add(int index, Kind kind, String note, String text) {
    String heading = headings.isEmpty() ? "" : headings.get(headings.size() - 1);
    examples.add(new Example(heading, index + 1, kind, note, text));
  }

  private void readBlock(String language) {
    int begin = next;
    while (!lines.get(next).equals("```")) {
      next++;
    }
    switch (language) {
      case "java" -> add(begin, Kind.JAVA, "", String.join("\n", lines.subList(begin, next)));
      case "text" -> readPieces(begin, next);
      default ->
        throw new IllegalArgumentException("line %d: a block of %s".formatted(begin, language));
    }
    next++;
  }

  private void readPieces(int begin, int end) {
    int from = begin;
    for (int i = begin + 1; i <= end; i++) {
      if (i == end || lines.get(i).startsWith("# ")) {
        readPiece(from, i);
        from = i;
      }
    }
  }

  private void readPiece(int from, int to) {
    Matcher title = TITLE.matcher(lines.get(from));
    if (!title.matches()) {
      throw new IllegalArgumentException("line %d does not say what follows".formatted(from + 1));
    }
    String text = String.join("\n", lines.subList(from + 1, to)).stripTrailing() + "\n";
    String note = title.group(2) == null ? "" : title.group(2);
    add(from, Kind.of(title.group(1)), note, text);
  }

  private void readTable(List<String> head) {
    next++;
    while (next < lines.size() && lines.get(next).startsWith("|")) {
      readRow(head, cells(lines.get(next)));
      next++;
    }
  }

  private void readRow(List<String> head, List<String> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException(
          "line %d has %d cells, not %d".formatted(next + 1, cells.size(), head.size()));
    }
    for (int i = 0; i < cells.size(); i++) {
      if (EXPLAINING.contains(head.get(i))) {
        continue;
      }
      Kind kind = Kind.of(head.get(i));
      boolean noted = kind != Kind.PASSES
          && i + 1 < cells.size()
          && List.of("because", "built").contains(head.get(i + 1));
      List<String> texts = code(cells.get(i));
      List<String> notes =
          noted ? code(cells.get(i + 1)) : texts.stream().map(text -> "").toList();
      if (notes.size() != texts.size()) {
        throw new IllegalArgumentException("line %d does not say why".formatted(next + 1));
      }
      for (int j = 0; j < texts.size(); j++) {
        add(next, kind, notes.get(j), texts.get(j));
      }
    }
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1).split("(?<!\\\\)\\|", -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .limit(row.substring(1).split("(?<!\\\\)\\|", -1).length - 1L)
        .toList();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }
}
