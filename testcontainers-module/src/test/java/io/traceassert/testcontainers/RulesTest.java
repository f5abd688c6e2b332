package io.traceassert.testcontainers;

import io.traceassert.rules.ModuleRules;

class RulesTest extends ModuleRules {

  RulesTest() {
    super(
        "testcontainers-module",
        "io.traceassert",
        "io.traceassert.capture",
        "io.traceassert.otlp",
        "io.traceassert.testcontainers..",
        "io.traceassert.text",
        "io.traceassert.trace",
        "io.opentelemetry..",
        "com.github.dockerjava..",
        "org.apache.commons.compress..", // the archive in what Testcontainers copies
        "org.assertj..",
        "org.opentest4j..",
        "org.snakeyaml.engine..",
        "org.testcontainers..");
  }
}
