package io.traceassert.testcontainers.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorsTest {

  private final Processors processors = of("[tail_sampling, attributes, transform]", """
        tail_sampling:
          policies:
            - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
            - name: tenant
              type: string_attribute
              string_attribute: {key: tenant, values: ["${env:TENANT}"]}
        attributes:
          actions: [{key: user.mail, action: delete}]
        attributes/unused:
          actions: [{key: card.number, action: delete}]
        transform:
          trace_statements: ['delete_key(attributes, "host.nam")']
      """);

  @Test
  void aPolicyIsGivenAsItIsWritten() {
    assertThat(processors.policy("tenant"))
        .isEqualTo(
            "tail_sampling in the given configuration has {name: tenant, type: string_attribute, string_attribute: {key: tenant, values: ['${env:TENANT}']}}");
  }

  @Test
  void aPolicyThatIsNotThereIsNamedWithTheOthers() {
    assertThat(processors.policy("error"))
        .isEqualTo(
            "tail_sampling in the given configuration has no policy \"error\"; it has \"errors\", \"tenant\"");
    assertThat(of("[batch]", "  batch:\n").policy("errors"))
        .isEqualTo("no traces pipeline of the given configuration has tail_sampling with policies");
  }

  @Test
  void attributesThatAreSpeltNearlySoAreFound() {
    assertThat(processors.mentions("user.email"))
        .containsExactly(
            "attributes in the given configuration has \"user.mail\", not \"user.email\"");
    assertThat(processors.mentions("host.name"))
        .containsExactly(
            "transform in the given configuration has \"host.nam\", not \"host.name\"");
    assertThat(processors.mentions("user.mail")).isEmpty();
    assertThat(processors.mentions("something else")).isEmpty();
  }

  @Test
  void aProcessorThatIsInNoPipelineIsNamed() {
    assertThat(processors.mentions("card.number"))
        .containsExactly(
            "attributes/unused in the given configuration has \"card.number\", but is in no traces pipeline");
  }

  private static Processors of(String inPipeline, String settings) {
    return Rewiring.of(
            List.of(ConfigurationFile.of("""
                receivers: {otlp: {protocols: {grpc: }}}
                exporters: {otlp: }
                service:
                  pipelines:
                    traces:
                      receivers: [otlp]
                      exporters: [otlp]
                      processors: %s
                processors:
                %s""".formatted(inPipeline, settings))),
            Map.of(),
            URI.create("http://localhost:1"))
        .processors();
  }
}
