package io.traceassert.examples.page;

import io.traceassert.otlp.OtlpReceiver;

/** What all classes of tests share when the Java agent is in their JVM. Compiled, not run. */
final class AtFixedPort {

  static final OtlpReceiver RECEIVER = OtlpReceiver.builder().setPort(14318).start();

  private AtFixedPort() {}
}
