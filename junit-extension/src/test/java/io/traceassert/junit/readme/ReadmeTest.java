package io.traceassert.junit.readme;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.traceassert.TraceAssertionError;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path README = Path.of("../README.md");

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  @Test
  void eachJavaBlockOccursInATestSource() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      sources = files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ReadmeTest::read)
          .toList();
    }
    assertThat(blocks("java"))
        .isNotEmpty()
        .allSatisfy(
            block -> assertThat(sources).anySatisfy(source -> assertThat(source).contains(block)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFailureMessageIsTheOneThatIsPrinted() throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "payments-1"));
    try (TraceCapture capture = TraceCapture.builder()
        .useDeterministicIds()
        .setClock(new TickingClock())
        .build()) {
      new Shop(capture.openTelemetry("shop"), pool).checkout("order-42");
      Throwable failure =
          catchThrowable(() -> assertThat(capture.traces()).hasSingleTrace().isNotNull());
      String message = String.valueOf(failure.getMessage())
          .replace("thread \"" + Thread.currentThread().getName() + "\"", "thread \"main\"");
      assertThat(failure).isInstanceOf(TraceAssertionError.class);
      assertThat(blocks("text")).contains(message + "\n");
    } finally {
      pool.shutdown();
    }
  }
}
