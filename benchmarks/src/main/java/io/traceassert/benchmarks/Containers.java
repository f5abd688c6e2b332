package io.traceassert.benchmarks;

import io.traceassert.testcontainers.CollectorContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The images that {@code ci/containers} builds, and collectors without anything of ours. */
final class Containers {

  private static final String FILE = "/etc/benchmark.yaml";

  private Containers() {}

  /** Tells whether {@code benchmarks/run} has found an engine with the images. */
  static boolean available() {
    return System.getProperty("traceassert.image.collector") != null;
  }

  static DockerImageName image(String name) {
    String property = "traceassert.image." + name;
    String image = System.getProperty(property);
    if (image == null) {
      throw new IllegalStateException(
          property + " is not set: `ci/containers up` brings an engine and the images");
    }
    return DockerImageName.parse(image);
  }

  static CollectorContainer collector(String configuration) {
    return new CollectorContainer(image("collector")).withConfiguration(configuration);
  }

  /** Makes a collector as one would do without this library. */
  static GenericContainer<?> plainCollector(String configuration) {
    return new GenericContainer<>(image("collector"))
        .withCopyToContainer(Transferable.of(configuration), FILE)
        .withCommand("--config=" + FILE);
  }
}
