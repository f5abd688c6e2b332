package io.traceassert.examples.w3c;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class DocumentedTest {

  private static Events tests(String factory) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Documented.class, factory))
        .execute()
        .testEvents();
  }

  private static List<String> failures(Events tests) {
    return tests.failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
        .map(message -> message
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8080")
            .replaceAll(
                "(?<trace>00-7c1f[0-9a-f]{28})-(?!c3d5a1b79e2f4068)[0-9a-f]{16}",
                "${trace}-00f067aa0ba902b7"))
        .toList();
  }

  @Test
  void theMessageOnThePageIsThatOfTheTest() throws IOException {
    String page = Files.readString(Path.of("../docs/W3C-CONFORMANCE.md"));

    assertThat(failures(tests("w3c")))
        .filteredOn(message -> message.startsWith("tracestate of several headers"))
        .singleElement()
        .satisfies(message -> assertThat(page).contains("```text\n" + message + "\n```"));
  }

  @Test
  void whatIsKnownDoesNotFail() {
    Events tests = tests("w3cButForWhatIsKnown");

    assertThat(failures(tests)).isEmpty();
    assertThat(tests.succeeded().count()).isGreaterThan(100);
  }
}
