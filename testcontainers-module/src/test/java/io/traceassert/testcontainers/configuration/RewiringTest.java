package io.traceassert.testcontainers.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewiringTest {

  private static final URI TEST = URI.create("http://host.docker.internal:4711");

  @Test
  void anExporterWithoutAPipelineForTracesIsNamed() {
    Exporters exporters = rewired("""
        receivers: {otlp: {protocols: {grpc: }}}
        exporters: {debug: , otlp/backend: , otlp/spare: }
        service:
          pipelines:
            traces: {receivers: [otlp], exporters: [debug, otlp/backend]}
            metrics: {receivers: [otlp], exporters: [otlp/spare]}
        """).exporters();

    assertThat(exporters.require("otlp/backend")).isEqualTo("otlp/backend");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporters.require("otlp/spare"))
        .withMessage(
            "the given configuration: exporter \"otlp/spare\" is defined, but in no traces pipeline; the traces pipelines export to \"debug\", \"otlp/backend\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporters.require("otlp/backned"))
        .withMessage(
            "the given configuration: there is no exporter \"otlp/backned\"; the traces pipelines export to \"debug\", \"otlp/backend\"");
  }

  @Test
  void replacesTheExportersAndAddsWhatGoesIn() {
    Rewiring rewiring = rewired("""
        receivers:
          otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
        exporters:
          otlp/backend: {endpoint: "backend:4317"}
        service:
          pipelines:
            traces: {receivers: [otlp], exporters: [otlp/backend]}
        """);

    assertThat(rewiring.yaml()).isEqualTo("""
        exporters:
          otlphttp/traceassert_1:
            endpoint: http://host.docker.internal:4711
            compression: none
            headers:
              x-traceassert: otlp/backend
            retry_on_failure:
              enabled: false
            sending_queue:
              enabled: true
              block_on_overflow: true
              queue_size: 100000
              sizer: items
              batch:
                flush_timeout: 10ms
                min_size: 2000
                max_size: 10000
          otlphttp/traceassert_in:
            endpoint: http://host.docker.internal:4711
            compression: none
            headers:
              x-traceassert: traceassert/in
            retry_on_failure:
              enabled: false
            sending_queue:
              enabled: false
        service:
          telemetry:
            logs:
              level: info
              output_paths:
              - stderr
              sampling:
                enabled: false
            metrics:
              readers:
              - pull:
                  exporter:
                    prometheus:
                      host: 0.0.0.0
                      port: 48888
          pipelines:
            traces:
              exporters:
              - otlphttp/traceassert_1
            traces/traceassert_in:
              receivers:
              - otlp
              exporters:
              - otlphttp/traceassert_in
        """);
    assertThat(rewiring.exporters().ids()).containsExactly("otlp/backend");
    assertThat(rewiring.ports())
        .containsExactly(new ReceiverPort("otlp", "grpc", 4317, false, false));
  }

  @Test
  void connectorsStayAndSeveralPipelinesShareAnExporter() {
    Rewiring rewiring = rewired("""
        receivers: {otlp: {protocols: {http: }}, zipkin: }
        exporters: {otlp/eu: , otlp/us: , debug: }
        connectors: {routing: , spanmetrics: }
        service:
          pipelines:
            traces: {receivers: [otlp, zipkin], exporters: [routing, spanmetrics, debug]}
            traces/eu: {receivers: [routing], exporters: [otlp/eu, debug]}
            traces/us: {receivers: [routing], exporters: [otlp/us]}
            metrics: {receivers: [spanmetrics], exporters: [debug]}
        """);

    assertThat(pipelines(rewiring))
        .isEqualTo(Map.of(
            "traces",
            Map.of("exporters", List.of("routing", "spanmetrics", "otlphttp/traceassert_1")),
            "traces/eu",
            Map.of("exporters", List.of("otlphttp/traceassert_2", "otlphttp/traceassert_1")),
            "traces/us",
            Map.of("exporters", List.of("otlphttp/traceassert_3")),
            "traces/traceassert_in",
            Map.of(
                "receivers",
                List.of("otlp", "zipkin"),
                "exporters",
                List.of("otlphttp/traceassert_in"))));
    assertThat(rewiring.exporters().ids()).containsExactly("debug", "otlp/eu", "otlp/us");
  }

  @Test
  void laterFilesReplaceListsAndAddToMaps() {
    Rewiring rewiring = rewired("""
        receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:1"}}}}
        exporters: {debug: }
        service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
        """, """
        receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:2"}}}}
        exporters: {otlp: }
        service: {pipelines: {traces: {exporters: [otlp]}}}
        """);

    assertThat(rewiring.exporters().ids()).containsExactly("otlp");
    assertThat(rewiring.ports()).extracting(ReceiverPort::port).containsExactly(2);
  }

  @Test
  void variablesAreExpandedWhereTheyMatter() {
    Rewiring rewiring =
        rewired(Map.of("HOST", "0.0.0.0", "PORT", "4444", "OUT", "[debug, otlp]"), """
        receivers: {otlp: {protocols: {grpc: {endpoint: "${env:HOST}:${env:PORT}"}}}}
        exporters: {debug: , otlp: , "otlp/${env:NOT_HERE}": }
        service:
          pipelines:
            traces: {receivers: ["${env:IN:-otlp}"], exporters: "${OUT}"}
        """);

    assertThat(rewiring.exporters().ids()).containsExactly("debug", "otlp");
    assertThat(rewiring.ports())
        .containsExactly(new ReceiverPort("otlp", "grpc", 4444, false, false));
  }

  @Test
  void anExporterThatIsNotConfiguredIsLeftToTheCollectorsMessage() {
    Rewiring rewiring = rewired("""
        receivers: {otlp: }
        service: {pipelines: {traces: {receivers: [otlp, kafka], exporters: [otlp/missing]}}}
        """);

    assertThat(pipelines(rewiring).get("traces"))
        .isEqualTo(Map.of("exporters", List.of("otlp/missing")));
    assertThat(rewiring.exporters().ids()).isEmpty();
  }

  @Test
  void aReceiverOnTheLoopbackOfTheContainerIsMadeReachable() {
    Rewiring rewiring = rewired("""
        receivers:
          otlp: {protocols: {grpc: {endpoint: "localhost:5317", tls: {cert_file: c}}, http: }}
          zipkin: {endpoint: "127.0.0.1:9411"}
          otlp/all: {protocols: {grpc: {endpoint: ":6317"}}}
          otlp/unix: {protocols: {grpc: {endpoint: "otlp.sock", transport: unix}}}
          jaeger: {protocols: {thrift_http: , thrift_compact: }}
        exporters: {debug: }
        service:
          pipelines:
            traces:
              receivers: [otlp, zipkin, otlp/all, otlp/unix, jaeger]
              exporters: [debug]
        """);

    assertThat(map(Yaml.read(rewiring.yaml())).get("receivers"))
        .isEqualTo(Map.of(
            "otlp",
            Map.of(
                "protocols",
                Map.of(
                    "grpc",
                    Map.of("endpoint", "0.0.0.0:5317"),
                    "http",
                    Map.of("endpoint", "0.0.0.0:4318"))),
            "zipkin",
            Map.of("endpoint", "0.0.0.0:9411"),
            "jaeger",
            Map.of("protocols", Map.of("thrift_http", Map.of("endpoint", "0.0.0.0:14268")))));
    assertThat(rewiring.ports())
        .containsExactly(
            new ReceiverPort("otlp", "grpc", 5317, true, true),
            new ReceiverPort("otlp", "http", 4318, true, false),
            new ReceiverPort("zipkin", "zipkin", 9411, true, false),
            new ReceiverPort("otlp/all", "grpc", 6317, false, false),
            new ReceiverPort("jaeger", "thrift_http", 14268, true, false));
  }

  @Test
  void theUsersReadersOfMetricsAreKeptAsTheyAreWritten() {
    Rewiring rewiring = rewired("""
        receivers: {otlp: }
        exporters: {debug: }
        service:
          telemetry:
            logs: {level: ERROR}
            metrics:
              level: none
              readers: [{periodic: {exporter: {otlp: {endpoint: "${env:METRICS}"}}}}]
          pipelines: {traces: {receivers: [otlp], exporters: [debug]}}
        """);

    assertThat(rewiring.yaml()).contains("""
          telemetry:
            logs:
              level: info
              output_paths:
              - stderr
              sampling:
                enabled: false
            metrics:
              readers:
              - periodic:
                  exporter:
                    otlp:
                      endpoint: ${env:METRICS}
              - pull:
                  exporter:
                    prometheus:
                      host: 0.0.0.0
                      port: 48888
              level: basic
        """.indent(0));
  }

  @Test
  void aliasesMergeKeysAndSecondDocumentsAreReadAsTheCollectorDoes() {
    Rewiring rewiring = rewired("""
        receivers: {otlp: }
        exporters: {debug: , otlp: }
        service:
          pipelines:
            traces: &all
              receivers: [otlp]
              exporters: &exporters [debug]
            traces/2:
              <<: *all
              exporters: [otlp]
            traces/3: {receivers: [otlp], exporters: *exporters}
        ---
        service: {pipelines: {traces/4: {receivers: [otlp], exporters: [debug]}}}
        """);

    assertThat(List.copyOf(pipelines(rewiring).keySet()))
        .isEqualTo(List.of("traces", "traces/2", "traces/3", "traces/traceassert_in"));
    assertThat(rewiring.exporters().ids()).containsExactly("debug", "otlp");
  }

  @Test
  void withoutAPipelineForTracesThereIsNothingToTest() {
    assertUnreadable(
        "has no traces pipeline: its pipelines are metrics, logs/2",
        "service: {pipelines: {metrics: , logs/2: }}");
    assertUnreadable("has no traces pipeline", "");
    assertUnreadable("has no traces pipeline", "just a text");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> rewired("receivers: [a"))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessageStartingWith("is not YAML: while parsing a flow sequence");
    assertUnreadable(
        "takes its pipelines from ${file:pipelines.yaml}, which is not known here",
        "service: {pipelines: \"${file:pipelines.yaml}\"}");
    assertUnreadable(
        "refers to itself in \"${env:A:-${env:A}}\"",
        Map.of("A", "${env:A}"),
        "service: \"${env:A:-${env:A}}\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a {b: *a}",
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e]",
      })
  void aliasesThatGrowWithoutBoundAreRefused(String yaml) {
    assertUnreadable(
        "has more than 100000 parts, or is nested more than 100 deep, or contains itself", yaml);
  }

  @Test
  void dollarsAreEscapedByDollars() {
    Variables variables = new Variables(Map.of("A", "1", "B", "b"));

    assertThat(variables.expand("$${env:A}")).isEqualTo("${env:A}");
    assertThat(variables.expand("$$${env:A}")).isEqualTo("$1");
    assertThat(variables.expand("x${env:B}y${B}")).isEqualTo("xbyb");
    assertThat(variables.expand("${env:A}")).isEqualTo(1);
    assertThat(variables.expand("${env:C:-${env:B}}")).isEqualTo("b");
    assertThat(variables.expand("${env:C}")).isNull();
    assertThat(variables.expand("${yaml:[1, 2]}")).isEqualTo(List.of(1, 2));
  }

  private static void assertUnreadable(String message, String file) {
    assertUnreadable(message, Map.of(), file);
  }

  private static void assertUnreadable(String message, Map<String, String> env, String file) {
    assertThatThrownBy(() -> rewired(env, file))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessage(message);
  }

  private static Rewiring rewired(String... files) {
    return rewired(Map.of(), files);
  }

  private static Rewiring rewired(Map<String, String> environment, String... files) {
    return Rewiring.of(Stream.of(files).map(ConfigurationFile::of).toList(), environment, TEST);
  }

  private static Map<?, ?> pipelines(Rewiring rewiring) {
    return map(map(map(Yaml.read(rewiring.yaml())).get("service")).get("pipelines"));
  }

  private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
    return (Map<?, ?>) java.util.Objects.requireNonNull(value);
  }
}
