package io.traceassert.junit;

import io.traceassert.budget.BudgetResult;
import io.traceassert.budget.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the budgets of all tests: {@code budgets.json}, and {@code budgets.md}, a table that
 * is fit for a pull request. Each test leaves a piece of both in a folder beside them, from which
 * they are put together anew, so that several JVMs may write.
 */
final class BudgetFiles {

  private static final String HEADER = """
      | test | budget | expected | measured | verdict | since the baseline | where the time went |
      |---|---|---|---|---|---|---|
      """;

  private final Path folder;
  private final Path pieces;

  BudgetFiles(Path folder) {
    this.folder = folder;
    pieces = folder.resolve("budgets");
  }

  /** Writes what came of the budgets of one test, in place of what an earlier run has left. */
  void write(String testClass, String method, String file, List<BudgetResult> results) {
    String test = testClass + "." + method;
    try {
      Files.createDirectories(pieces);
      save(pieces.resolve(file + ".json"), joined(results, ",\n", result -> json(test, result)));
      save(pieces.resolve(file + ".md"), joined(results, "\n", result -> row(test, result)));
      save(folder.resolve("budgets.json"), "[\n" + String.join(",\n", read(".json")) + "\n]\n");
      save(folder.resolve("budgets.md"), HEADER + String.join("\n", read(".md")) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("what came of the budgets cannot be written to " + folder, e);
    }
  }

  private static String joined(
      List<BudgetResult> results, String separator, Function<BudgetResult, String> text) {
    return results.stream().map(text).collect(Collectors.joining(separator));
  }

  private List<String> read(String ending) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(pieces)) {
      for (Path file :
          files.filter(piece -> piece.toString().endsWith(ending)).sorted().toList()) {
        texts.add(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  /** Never lets anybody read half a file, nor miss it: other JVMs write here, too. */
  private void save(Path file, String text) throws IOException {
    Path written = Files.createTempFile(pieces, "new", null);
    Files.writeString(written, text, StandardCharsets.UTF_8);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String row(String test, BudgetResult result) {
    return Stream.of(
            test,
            budget(test, result),
            result.expected(),
            result.measured(),
            result.verdict().toString(),
            result.change().orElse(""),
            result.guilty().orElse(""))
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Leaves out the name of the method, which the test has already. */
  private static String budget(String test, BudgetResult result) {
    String method = test.substring(test.indexOf('.') + 1);
    return result.budget().startsWith(method + ": ")
        ? result.budget().substring(method.length() + 2)
        : result.budget();
  }

  private static String json(String test, BudgetResult result) {
    Judgement judgement = result.judgement();
    return "  {"
        + Stream.of(
                text("test", test),
                text("budget", budget(test, result)),
                text("expected", result.expected()),
                text("measured", result.measured()),
                text("verdict", result.verdict().toString()),
                text("statistic", judgement.statistic().toString()),
                number("value", judgement.value()),
                number("bound", judgement.bound()),
                number("atLeast", judgement.atLeast()),
                number("atMost", judgement.atMost()),
                number("runs", judgement.runs()),
                number("within", judgement.within()),
                number("contention", judgement.contention()),
                number("allowed", judgement.allowed()),
                result.change().map(change -> text("change", change)).orElse(""),
                result.guilty().map(guilty -> text("guilty", guilty)).orElse(""),
                text("notes", String.join("\n", result.notes())))
            .filter(member -> !member.isEmpty())
            .collect(Collectors.joining(", "))
        + "}";
  }

  private static String text(String name, String value) {
    return '"' + name + "\": \"" + escaped(value) + '"';
  }

  private static String number(String name, double value) {
    return Double.isFinite(value)
        ? '"' + name + "\": " + String.format(Locale.ROOT, value % 1 == 0 ? "%.0f" : "%.3f", value)
        : "";
  }

  private static String escaped(String value) {
    return value
        .chars()
        .mapToObj(c -> switch (c) {
          case '"' -> "\\\"";
          case '\\' -> "\\\\";
          case '\n' -> "\\n";
          default -> c < ' ' ? "\\u%04x".formatted(c) : String.valueOf((char) c);
        })
        .collect(Collectors.joining());
  }
}
