package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import io.traceassert.capture.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A collector for a class of tests, a service that sends to it, and a recording for each test. */
final class TestCollector
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

  private final String[] files;
  private @Nullable CollectorContainer container;
  private @Nullable Service service;
  private @Nullable Recording recording;

  TestCollector(String... files) {
    this.files = files;
  }

  CollectorContainer container() {
    return requireNonNull(container);
  }

  Service service() {
    return requireNonNull(service);
  }

  /** The recording of the test that runs. */
  Recording recording() {
    return requireNonNull(recording);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    container = Containers.collector(files).withEnv("PERCENTAGE", "100");
    container.start();
    service = Service.sendingTo(container.endpoint());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    recording = container().record();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    requireNonNull(recording).close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (service != null) {
      service.close();
    }
    if (container != null) {
      container.stop();
    }
  }
}
