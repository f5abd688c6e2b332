package io.traceassert.junit.readme;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.context.Context;
import io.traceassert.TraceAssert;
import io.traceassert.TraceAssertionError;
import io.traceassert.memory.TraceCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
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
  void theMessageOfADifferenceIsTheOneThatIsPrinted() throws IOException {
    try (TraceCapture capture = deterministic()) {
      new Shop(capture.openTelemetry("shop"), Context.taskWrapping(Runnable::run), "adyen")
          .checkout("order-42");
      assertThat(blocks("text")).contains(message(capture, trace -> trace.hasShape("""
              checkout
              ├─ reserve item
              └─ charge card   payment.provider=stripe
              """)));
    }
  }

  @Test
  void theMessageOfLostContextIsTheOneThatIsPrinted() throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "payments-1"));
    try (TraceCapture capture = deterministic()) {
      new Shop(capture.openTelemetry("shop"), pool).checkout("order-42");
      assertThat(blocks("text")).contains(message(capture, trace -> {}));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void theShapeIsTheOneThatIsPrinted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TraceCapture capture = deterministic()) {
      new Shop(capture.openTelemetry(), Runnable::run).checkout("order-42");
      assertThat(capture.traces())
          .hasSingleTrace()
          .printShapeTo(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
    assertThat(blocks("text")).contains(out.toString(StandardCharsets.UTF_8));
  }

  private static TraceCapture deterministic() {
    return TraceCapture.builder()
        .useDeterministicIds()
        .setClock(new TickingClock())
        .build();
  }

  private static String message(TraceCapture capture, Consumer<TraceAssert> assertion) {
    Throwable failure =
        catchThrowable(() -> assertion.accept(assertThat(capture.traces()).hasSingleTrace()));
    assertThat(failure).isInstanceOf(TraceAssertionError.class);
    return String.valueOf(failure.getMessage())
            .replace("thread \"" + Thread.currentThread().getName() + "\"", "thread \"main\"")
        + "\n";
  }
}
