package io.traceassert.budget;

import static io.traceassert.budget.Baseline.Unit.NANOSECONDS;
import static io.traceassert.budget.Baseline.Unit.PERCENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.traceassert.budget.Baseline.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  private static final String HEADER =
      "# TraceAssert baseline 1, written by -Dtraceassert.baseline=update";

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("baselines").resolve("CheckoutTest.txt");
  }

  @Test
  void isASortedFileOfLines() throws IOException {
    Baseline baseline = Baseline.in(file, Mode.CREATE);
    baseline.write("checkout: P90 of \"POST /checkout\" [SERVER]", 71_234_567, NANOSECONDS);
    baseline.write("a = b", 1e6, NANOSECONDS);
    baseline.write("share", 73.25, PERCENT);

    assertThat(Files.readAllLines(file).get(0)).isEqualTo(HEADER);
    assertThat(Files.readAllLines(file).get(1)).startsWith("# machine: ").contains("; JDK ");
    assertThat(Files.readAllLines(file).subList(2, 5))
        .containsExactly(
            "a = b = 1.000 ms",
            "checkout: P90 of \"POST /checkout\" [SERVER] = 71.235 ms",
            "share = 73.250 %");
    assertThat(baseline.read("a = b", NANOSECONDS)).hasValue(1e6);
    assertThat(baseline.read("share", PERCENT)).hasValue(73.25);
    assertThat(baseline.otherMachine()).isEmpty();
    assertThat(baseline).hasToString(file.toString());
  }

  @Test
  void whatIsMissingIsWrittenOnce() {
    Baseline baseline = Baseline.in(file, Mode.CREATE);

    assertThat(baseline.read("checkout", NANOSECONDS)).isEmpty();
    baseline.write("checkout", 1e6, NANOSECONDS);
    baseline.write("checkout", 2e6, NANOSECONDS);
    assertThat(baseline.read("checkout", NANOSECONDS)).hasValue(1e6);
  }

  @Test
  void everythingIsWrittenAnew() throws IOException {
    write("this is no baseline");
    Baseline baseline = Baseline.in(file, Mode.UPDATE);

    assertThat(baseline.read("checkout", NANOSECONDS)).isEmpty();
    baseline.write("checkout", 1e6, NANOSECONDS);
    baseline.write("checkout", 2e6, NANOSECONDS);
    assertThat(Baseline.in(file, Mode.CHECK).read("checkout", NANOSECONDS)).hasValue(2e6);
  }

  @Test
  void onAServerWhatIsMissingIsAnError() {
    assertThatThrownBy(() -> Baseline.in(file, Mode.CHECK).read("checkout", NANOSECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "%s has no baseline of \"checkout\": run the test once with -Dtraceassert.baseline=update, and commit the file",
            file);
    Baseline.in(file, Mode.CHECK).write("checkout", 1, NANOSECONDS);
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherMachineIsSaid() throws IOException {
    write(HEADER + "\n# machine: 64 processors, m68k, AmigaOS; JDK 1.1\ncheckout = 1 ms\n");

    assertThat(Baseline.in(file, Mode.CHECK).otherMachine().orElseThrow())
        .startsWith(
            "the baseline is of another machine: 64 processors, m68k, AmigaOS; JDK 1.1; this is ");
  }

  @Test
  void brokenFilesAreRefused() throws IOException {
    broken("checkout = 1 ms", "line 1: expected \"" + HEADER + "\"");
    broken("# TraceAssert baseline 2, of the future", "line 1: expected \"" + HEADER + "\"");
    String expected =
        "line 2: expected a budget, =, and milliseconds or percent, such as \"P90 of checkout = 71.2 ms\"";
    broken(HEADER + "\ncheckout", expected);
    broken(HEADER + "\ncheckout = 80", expected);
    broken(HEADER + "\ncheckout = -80 ms", expected);
    broken(HEADER + "\na = 1 ms\na = 2 ms", "line 3: \"a\" is there twice");
  }

  @Test
  void aValueOfAnotherUnitIsRefused() throws IOException {
    write(HEADER + "\ncheckout = 80 %\n");

    assertThatThrownBy(() -> Baseline.in(file, Mode.CHECK).read("checkout", NANOSECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "%s has 80 %% for \"checkout\", which is measured in ms; -Dtraceassert.baseline=update writes the file anew",
            file);
  }

  private void broken(String content, String problem) throws IOException {
    write(content);
    assertThatThrownBy(() -> Baseline.in(file, Mode.CREATE).read("checkout", NANOSECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("%s, %s; -Dtraceassert.baseline=update writes the file anew", file, problem);
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectories(file);

    assertThatThrownBy(() -> Baseline.in(file, Mode.CREATE).read("checkout", NANOSECONDS))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the baseline cannot be read from " + file);
  }

  @Test
  void theModeIsReadFromThePropertyOrTheEnvironment() {
    assertThat(Mode.read(null, true)).isEqualTo(Mode.CHECK);
    assertThat(Mode.read(null, false)).isEqualTo(Mode.CREATE);
    assertThat(Mode.read(" Update ", true)).isEqualTo(Mode.UPDATE);
    assertThat(Mode.read("create", true)).isEqualTo(Mode.CREATE);
    assertThat(Mode.read("check", false)).isEqualTo(Mode.CHECK);
    assertThatThrownBy(() -> Mode.read("yes", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traceassert.baseline must be update, create or check, but is \"yes\"");
  }

  @Test
  void theFileOfAClassIsBesideTheSources() {
    assertThat(Baseline.of(BaselineTest.class))
        .hasToString(
            Path.of("src/test/baselines/io.traceassert.budget.BaselineTest.txt").toString());
  }

  private void write(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
