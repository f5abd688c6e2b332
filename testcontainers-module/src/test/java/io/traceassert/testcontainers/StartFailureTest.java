package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailureTest {

  @Test
  void theCauseIsWhatIsLeftOfTheFrame() {
    assertThat(StartFailure.cause(lines("""
            Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

            'processors' error reading configuration for "tail_sampling": decoding failed due to the following error(s):

            'tailsamplingprocessor.Config' has invalid keys: decision_wiat
            2026/11/21 20:05:03 collector server run finished with error: failed to get config
            """)))
        .isEqualTo(
            "'processors' error reading configuration for \"tail_sampling\": 'tailsamplingprocessor.Config' has invalid keys: decision_wiat");
    assertThat(StartFailure.cause(lines("""
            2026-11-21T20:05:03.934Z\twarn\tbuilders/builders.go:40\t"otlp" alias is deprecated
            Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

            'exporters' unknown type: "nosuch" for id: "nosuch" (valid values: [debug otlp])
            """)))
        .isEqualTo(
            "'exporters' unknown type: \"nosuch\" for id: \"nosuch\" (valid values: [debug otlp])");
  }

  @Test
  void severalCausesAreJoined() {
    assertThat(StartFailure.cause(lines("""
            Error: invalid configuration: exporters::otlp: requires a non-empty "endpoint"
            processors::batch: send_batch_max_size must be greater or equal to send_batch_size
            """)))
        .isEqualTo(
            "exporters::otlp: requires a non-empty \"endpoint\"; processors::batch: send_batch_max_size must be greater or equal to send_batch_size");
  }

  @Test
  void withoutAnErrorThereIsNoCauseButThereAreLastWords() {
    List<String> lines = lines("2026-11-21T20:05:03.934Z\tinfo\tservice\tShutdown complete.");

    assertThat(StartFailure.cause(lines)).isEmpty();
    assertThat(StartFailure.lastWords(lines)).isEqualTo(lines.get(0));
    assertThat(StartFailure.lastWords(List.of())).isEqualTo("it printed nothing");
  }

  @Test
  void theReasonIsTakenOutOfALineOfTheLog() {
    assertThat(StartFailure.reason("""
            2026-11-21T20:05:03Z\terror\tqueue_sender.go:1\tExporting failed. Rejecting data.\t{"otelcol.component.id": "otlphttp/traceassert_1", "error": "Post \\"http://172.17.0.1:1/v1/traces\\": refused", "rejected_items": 1}"""))
        .isEqualTo("Post \"http://172.17.0.1:1/v1/traces\": refused");
    assertThat(StartFailure.reason("Exporting failed.")).isEqualTo("Exporting failed.");
  }

  @Test
  void variablesThatAreNotSetAreFound() {
    assertThat(StartFailure.unsetVariables(lines("""
            2026-11-21T20:05:03Z\twarn\tenvprovider\tConfiguration references unset environment variable\t{"name": "BACKEND"}
            {"level":"warn","msg":"Configuration references unset environment variable","name":"REGION"}
            """))).containsExactly("BACKEND", "REGION");
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
