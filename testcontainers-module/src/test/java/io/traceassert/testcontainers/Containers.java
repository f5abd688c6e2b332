package io.traceassert.testcontainers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Whether and with which images the container tests run. They are skipped where there is no Docker,
 * unless {@code -Dtraceassert.containers=required}.
 */
final class Containers {

  private Containers() {}

  static void requireDocker() {
    if (!"required".equals(System.getProperty("traceassert.containers"))
        && !DockerClientFactory.instance().isDockerAvailable()) {
      abort(
          "container tests are skipped: start Docker, or see what is wrong with -Dtraceassert.containers=required");
    }
  }

  /** The image of the property {@code traceassert.image.<name>}. */
  static DockerImageName image(String name, DockerImageName published) {
    String given = System.getProperty("traceassert.image." + name);
    return given == null
        ? published
        : DockerImageName.parse(given).asCompatibleSubstituteFor(published.getUnversionedPart());
  }

  static CollectorContainer collector(String... files) {
    requireDocker();
    CollectorContainer collector =
        new CollectorContainer(image("collector", CollectorContainer.DEFAULT_IMAGE));
    for (String file : files) {
      collector.withConfiguration(Path.of("src/test/resources/collector", file));
    }
    return collector;
  }
}
