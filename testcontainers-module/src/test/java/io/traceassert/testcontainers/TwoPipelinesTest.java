package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One pipeline hands on everything at once, and another decides late. */
class TwoPipelinesTest {

  @RegisterExtension
  static final TestCollector running = new TestCollector("two-pipelines.yaml");

  private final CollectorContainer collector = running.container();
  private final Service service = running.service();

  @Test
  void thePipelineThatIsDoneDoesNotHideTheOneThatHasToDecide() {
    service.span("POST /pay").failing().end();
    service.span("GET /menu").end();
    service.flush();

    assertThat(collector).trace("POST /pay").wasSampledBy("errors").wasExportedTo("otlp/backend");
    assertThat(collector)
        .trace("GET /menu")
        .wasExportedTo("debug")
        .wasNotExportedTo("otlp/backend");
  }

  @Test
  void anExporterOfBothPipelinesIsWaitedFor() {
    try (CollectorContainer both =
        Containers.collector("two-pipelines.yaml").withConfiguration("""
            service: {pipelines: {traces: {exporters: [debug]}}}
            """)) {
      both.start();
      try (Service sender = Service.sendingTo(both.endpoint())) {
        sender.span("POST /pay").failing().end();
        sender.flush();

        assertThat(both).trace("POST /pay").wasSampledBy("errors");
      }
    }
  }

  @Test
  void aPolicyThatDidNotDecideIsShownAsItIsWritten() {
    service.span("GET /menu").id("bbbbbbbb000000000000000000000001").end();
    service.flush();
    collector.drain(); // so that an answer is final

    assertThatThrownBy(() -> assertThat(collector).trace("GET /menu").wasSampledBy("staff"))
        .hasMessage("""
            trace bbbbbbbb ("GET /menu") came out at "debug", not at "otlp/backend", and no policy is recorded, expected it to be sampled by policy "staff"
            tail_sampling in src/test/resources/collector/two-pipelines.yaml has {name: staff, type: string_attribute, string_attribute: {key: customer.kind, values: [staff]}}
            A pipeline without tail_sampling leads there, or the image is too old to record it (feature gate processor.tailsamplingprocessor.recordpolicy).

            trace bbbbbbbb: 1 span went in, 1 came out at "debug"

              GET /menu  @shop""");
    assertThatThrownBy(() -> assertThat(collector).trace("GET /menu").wasSampledBy("error"))
        .hasMessageContaining(
            "\ntail_sampling in src/test/resources/collector/two-pipelines.yaml has no policy \"error\"; it has \"errors\", \"staff\"\n");
  }

  @Test
  void theMisspeltNameIsFoundInTheConfiguration() {
    service
        .span("sign up")
        .id("bbbbbbbb000000000000000000000002")
        .with("user.email", "jo@example.com")
        .failing()
        .end();
    service.flush();
    collector.drain(); // so that an answer is final

    assertThatThrownBy(() -> assertThat(collector).trace("sign up").hasRemoved("user.email"))
        .hasMessage("""
            attribute "user.email" was not removed: "sign up" still has it at "otlp/backend"
            attributes/privacy in src/test/resources/collector/two-pipelines.yaml has "user.mail", not "user.email"

            trace bbbbbbbb: 1 span went in, 1 came out at "otlp/backend"

              sign up  @shop  ERROR  # still has user.email""");
  }
}
