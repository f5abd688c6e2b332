package io.traceassert.budget;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What budgets of one test class measured once: a file of text that is committed and reviewed like
 * code. One line a budget, sorted: its name, {@code =}, and its value in milliseconds, or in
 * percent if it is a share of what other spans took. A share can be compared with one that another
 * machine measured; a time hardly can.
 *
 * <p>A budget that is not in it yet is written down, and holds; on a CI server, where the
 * environment variable {@code CI} is set, that is an error, because nobody would commit the file.
 * The system property {@code traceassert.baseline} says otherwise: {@code update} writes every
 * value anew, {@code create} those that are missing, {@code check} none.
 */
public final class Baseline {

  /** The name of the system property that says what is written. */
  public static final String PROPERTY = "traceassert.baseline";

  private static final String HEADER =
      "# TraceAssert baseline 1, written by -D" + PROPERTY + "=update";
  private static final String MACHINE = "# machine: ";

  private final Path file;
  private final Mode mode;

  private Baseline(Path file, Mode mode) {
    this.file = file;
    this.mode = mode;
  }

  /** What a budget measures. */
  public enum Unit {
    /** A time; in the file in milliseconds. */
    NANOSECONDS("ms", 1e6),
    /** A share. */
    PERCENT("%", 1);

    private final String symbol;
    private final double size;

    Unit(String symbol, double size) {
      this.symbol = symbol;
      this.size = size;
    }

    private String print(double value) {
      return String.format(Locale.ROOT, "%.3f %s", value / size, symbol);
    }

    private double read(String value) {
      return size * Double.parseDouble(value.substring(0, value.length() - symbol.length()));
    }
  }

  /** What is written. */
  enum Mode {
    UPDATE,
    CREATE,
    CHECK;

    static Mode current() {
      String ci = System.getenv("CI");
      return read(System.getProperty(PROPERTY), ci != null && !ci.isBlank() && !ci.equals("false"));
    }

    static Mode read(@Nullable String value, boolean onServer) {
      if (value == null) {
        return onServer ? CHECK : CREATE;
      }
      return switch (value.strip().toLowerCase(Locale.ROOT)) {
        case "update" -> UPDATE;
        case "create" -> CREATE;
        case "check" -> CHECK;
        default ->
          throw new IllegalArgumentException(
              "%s must be update, create or check, but is \"%s\"".formatted(PROPERTY, value));
      };
    }
  }

  /**
   * Finds the file of a test class: {@code src/test/baselines/<class>.txt}, below the directory in
   * which the tests run.
   *
   * @param testClass the class
   * @return its baseline
   */
  public static Baseline of(Class<?> testClass) {
    return in(Path.of(
        "src", "test", "baselines", requireNonNull(testClass, "testClass").getName() + ".txt"));
  }

  /**
   * Takes any file.
   *
   * @param file need not exist
   * @return the baseline in it
   */
  public static Baseline in(Path file) {
    return new Baseline(requireNonNull(file, "file"), Mode.current());
  }

  static Baseline in(Path file, Mode mode) {
    return new Baseline(file, mode);
  }

  /**
   * Looks what a budget measured when the file was written.
   *
   * @param budget its name
   * @param unit what it measures
   * @return its value in that unit; empty if it is to be written now
   * @throws IllegalStateException if it is not in the file and nothing may be written, or the file
   *     cannot be read; the message says what to do
   */
  public OptionalDouble read(String budget, Unit unit) {
    String value = mode == Mode.UPDATE ? null : lines().get(budget);
    if (value == null && mode == Mode.CHECK) {
      throw new IllegalStateException(
          "%s has no baseline of \"%s\": run the test once with -D%s=update, and commit the file"
              .formatted(file, budget, PROPERTY));
    }
    if (value != null && !value.endsWith(" " + unit.symbol)) {
      throw new IllegalStateException(
          "%s has %s for \"%s\", which is measured in %s; -D%s=update writes the file anew"
              .formatted(file, value, budget, unit.symbol, PROPERTY));
    }
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(unit.read(value));
  }

  /**
   * Writes down what a budget measured, if it is not in the file yet or everything is written anew.
   *
   * @param budget its name
   * @param value what it measured
   * @param unit in which
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(String budget, double value, Unit unit) {
    synchronized (Baseline.class) {
      Map<String, String> lines = readableLines();
      if (mode == Mode.CHECK || (mode == Mode.CREATE && lines.containsKey(budget))) {
        return;
      }
      lines.put(budget, unit.print(value));
      write(lines);
    }
  }

  /** A file that cannot be read is written anew when everything is. */
  private Map<String, String> readableLines() {
    try {
      return lines();
    } catch (IllegalStateException broken) {
      if (mode == Mode.UPDATE) {
        return new TreeMap<>();
      }
      throw broken;
    }
  }

  private void write(Map<String, String> lines) {
    List<String> text = new ArrayList<>(List.of(HEADER, MACHINE + machine()));
    lines.forEach((budget, value) -> text.add(budget + " = " + value));
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(requireNonNull(folder));
      Files.writeString(file, String.join("\n", text) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the baseline cannot be written to " + file, e);
    }
  }

  private static String machine() {
    return "%d processors, %s, %s; JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("os.name"),
            System.getProperty("java.version"));
  }

  /**
   * Compares this machine with the one that wrote the file.
   *
   * @return a sentence if they differ, else nothing
   */
  public Optional<String> otherMachine() {
    return content().stream()
        .filter(line -> line.startsWith(MACHINE))
        .map(line -> line.substring(MACHINE.length()))
        .filter(machine -> !machine.equals(machine()))
        .findFirst()
        .map(machine ->
            "the baseline is of another machine: %s; this is %s".formatted(machine, machine()));
  }

  private Map<String, String> lines() {
    Map<String, String> lines = new TreeMap<>();
    List<String> content = content();
    for (int number = 1; number <= content.size(); number++) {
      String line = content.get(number - 1).strip();
      if (number == 1 && !line.startsWith("# TraceAssert baseline 1,")) {
        throw broken(number, "expected \"" + HEADER + "\"");
      }
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(line, number, lines);
      }
    }
    return lines;
  }

  private void read(String line, int number, Map<String, String> lines) {
    int equals = line.lastIndexOf(" = ");
    String value = equals < 0 ? "" : line.substring(equals + 3);
    if (!value.matches("[0-9]{1,12}(\\.[0-9]{1,6})? (ms|%)")) {
      throw broken(
          number,
          "expected a budget, =, and milliseconds or percent, such as \"P90 of checkout = 71.2 ms\"");
    }
    String budget = line.substring(0, equals).strip();
    if (lines.put(budget, value) != null) {
      throw broken(number, "\"" + budget + "\" is there twice");
    }
  }

  private IllegalStateException broken(int number, String problem) {
    return new IllegalStateException("%s, line %d: %s; -D%s=update writes the file anew"
        .formatted(file, number, problem, PROPERTY));
  }

  private List<String> content() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the baseline cannot be read from " + file, e);
    }
  }

  /** Names the file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
