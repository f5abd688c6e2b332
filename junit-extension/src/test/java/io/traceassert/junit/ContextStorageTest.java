package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does that was started with another context storage: it is chosen once, for good. */
class ContextStorageTest {

  private static final String STORAGE = "-Dio.opentelemetry.context.contextStorageProvider=default";
  private static final String STRICT = "-Dio.opentelemetry.context.enableStrictContext=true";

  @TempDir
  Path directory;

  static class AskingCase {

    @Test
    @CaptureTraces(openScopes = Policy.FAIL)
    void leaves(Tracer tracer) {
      OpenScopesTest.makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
    }
  }

  @CaptureTraces
  static class SilentCase {

    @Test
    void leaves(Tracer tracer) {
      OpenScopesTest.makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
    }
  }

  /** Runs the tests of one class, and writes to a file what a person would read. */
  static final class InAnotherJvm {

    private InAnotherJvm() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      List<String> read = new ArrayList<>();
      Run.failures(Run.of(directory, Class.forName(arguments[1])))
          .forEach(failure -> read.add(String.valueOf(failure.getMessage())));
      Files.write(directory.resolve("failures.txt"), read);
    }
  }

  private void run(Class<?> type, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(InAnotherJvm.class.getName(), directory.toString(), type.getName()));
    Path output = directory.resolve("output.txt");
    int exit = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    assertThat(exit).as(Files.readString(output, UTF_8)).isZero();
  }

  private String failures() throws IOException {
    return Files.readString(directory.resolve("failures.txt"), UTF_8);
  }

  @Test
  void whereScopesCannotBeSeenWhoAsksIsToldWhatToSet() throws Exception {
    run(AskingCase.class, STORAGE);

    assertThat(failures())
        .isEqualTo(
            "openScopes is FAIL, but scopes cannot be seen: the context storage is io.opentelemetry.context.ThreadLocalContextStorage,"
                + " and not that of opentelemetry-sdk-testing; set the system property"
                + " io.opentelemetry.context.contextStorageProvider=io.opentelemetry.sdk.testing.context.SettableContextStorageProvider\n");
  }

  @Test
  void beneathStrictContextScopesAreSeenToo() throws Exception {
    run(AskingCase.class, STRICT);

    assertThat(failures()).startsWith("1 scope was never closed: \"order\"\n");
  }

  @Test
  void whoEnablesStrictContextIsWarned() throws Exception {
    run(SilentCase.class, STRICT);

    assertThat(failures()).isEmpty();
    assertThat(directory.resolve(SilentCase.class.getName()).resolve("leaves.txt"))
        .content()
        .contains("1 scope was never closed: \"order\"\n");
  }

  @Test
  void whoEnablesStrictContextOnlyIsNotToldWhatToSet() throws Exception {
    run(SilentCase.class, STRICT, STORAGE);

    assertThat(failures()).isEmpty();
  }
}
