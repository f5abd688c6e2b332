package io.traceassert.junit.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.traceassert.memory.GlobalTraceCapture;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Executes what is shown on the page, and compares it. */
class PageTest {

  private static final Path PAGE = Path.of("../docs/PARALLEL-TESTS.md");
  private static final Path SOURCES = Path.of("src/test/java/io/traceassert/junit/parallel");
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  private static void passesInParallel(int tests, Class<?> testClass) {
    EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .execute();
    results.testEvents().assertStatistics(stats -> stats.failed(0).succeeded(tests));
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void testsOnTheGlobalOne() {
    passesInParallel(5, Orders.class);
  }

  @Test
  void stampedMessages() {
    passesInParallel(2, StampedMessages.class);
  }

  @Test
  void aSessionOfTheLauncher() {
    LauncherConfig config = LauncherConfig.builder()
        .enableLauncherSessionListenerAutoRegistration(false)
        .addLauncherSessionListeners(new GlobalTelemetry())
        .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      assertThat(session.getLauncher()).isNotNull();
      assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    }
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void anSdkOfTheApplications() {
    try {
      OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder()
              .addSpanProcessor(TraceCapture.autoconfigured().spanProcessor())
              .build())
          .buildAndRegisterGlobal();
      try (GlobalTraceCapture global = GlobalTraceCapture.install()) {
        assertThat(global.capture()).isSameAs(TraceCapture.autoconfigured());
      }
      sdk.close();
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }

  @Test
  void eachJavaBlockIsPartOfATest() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources = files.filter(Files::isRegularFile).map(PageTest::withoutSpace).toList();
    }
    assertThat(JAVA.matcher(Files.readString(PAGE)).results())
        .isNotEmpty()
        .map(block -> block.group(1).replaceAll("\\s", ""))
        .allSatisfy(
            block -> assertThat(sources).anySatisfy(source -> assertThat(source).contains(block)));
  }

  private static String withoutSpace(Path file) {
    try {
      return Files.readString(file).replaceAll("\\s", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFailureIsTheOneOfATest() throws IOException {
    String failure = Files.readString(PAGE).replaceAll("(?s).*```text\n(.*?)```.*", "$1");
    assertThat(withoutSpace(SOURCES.resolveSibling("ParallelTest.java")))
        .contains(failure.replaceAll("\\s", ""));
  }

  @Test
  void eachLinkLeadsToAFile() throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGE)).results())
        .isNotEmpty()
        .map(link -> PAGE.resolveSibling(link.group(1)))
        .allMatch(Files::exists);
  }
}
