package io.traceassert.examples.processes;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.OpenTelemetryAgent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import okhttp3.HttpUrl;

/**
 * A service in a process of its own, under the Java agent. Its program is one file of source code.
 */
final class JavaService implements AutoCloseable {

  /** Tests run in the folder of their module, the tour above it. */
  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("ci")) ? "" : "..");

  private static final String LIBRARIES = Stream.of(
          Span.class, Context.class, ComponentLoader.class)
      .map(type -> jarOf(type).toString())
      .collect(Collectors.joining(File.pathSeparator));

  private final Process process;
  private final HttpUrl url;

  private JavaService(Process process, HttpUrl url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a service and waits until it is ready.
   *
   * @param name its service name, and the folder of its program
   * @param program the name of its class
   * @param otlp where the agent sends spans
   * @param environment what else the program wants to know
   */
  static JavaService start(String name, String program, URI otlp, Map<String, String> environment)
      throws IOException {
    Path classes = compiled(name, program);
    ProcessBuilder builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-javaagent:" + jarOf(OpenTelemetryAgent.class),
        "-cp",
        classes + File.pathSeparator + LIBRARIES,
        program);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder
        .environment()
        .putAll(Map.of(
            "PORT", "0",
            "OTEL_SERVICE_NAME", name,
            "OTEL_EXPORTER_OTLP_ENDPOINT", otlp.toString(),
            "OTEL_BSP_SCHEDULE_DELAY", "100",
            "OTEL_METRICS_EXPORTER", "none",
            "OTEL_LOGS_EXPORTER", "none",
            // only what the services use: the agent starts in half the time
            "OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "false",
            "OTEL_INSTRUMENTATION_JAVA_HTTP_CLIENT_ENABLED", "true",
            "OTEL_INSTRUMENTATION_JAVA_HTTP_SERVER_ENABLED", "true",
            "OTEL_INSTRUMENTATION_OPENTELEMETRY_API_ENABLED", "true"));
    Process process = builder.start();
    return new JavaService(process, url(portOf(process, name)));
  }

  private static Path compiled(String name, String program) throws IOException {
    Path classes =
        Files.createDirectories(ROOT.resolve(Path.of("examples", "target", "services", name)));
    String source =
        ROOT.resolve(Path.of("ci", "services", name, program + ".java")).toString();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", classes.toString(), "-cp", LIBRARIES, source);
    if (result != 0) {
      throw new IOException("cannot compile " + source);
    }
    return classes;
  }

  private static int portOf(Process process, String name) throws IOException {
    String ready = name + " ready on ";
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ready)) {
        return Integer.parseInt(line.substring(ready.length()));
      }
    }
    throw new IOException(name + " ended before it was ready");
  }

  private static HttpUrl url(int port) {
    return new HttpUrl.Builder().scheme("http").host("localhost").port(port).build();
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns where the service takes requests: the root of its paths. */
  HttpUrl url() {
    return url;
  }

  /** Lets the service send what it has, and waits until it is gone. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
