package io.traceassert.junit;

import io.traceassert.rules.ModuleRules;

class RulesTest extends ModuleRules {

  RulesTest() {
    super(
        "junit-extension",
        "io.traceassert",
        "io.traceassert.budget",
        "io.traceassert.capture",
        "io.traceassert.memory",
        "io.traceassert.junit..",
        "io.traceassert.propagation",
        "io.traceassert.text",
        "io.opentelemetry..",
        "javax.net.ssl",
        "org.junit.jupiter.api..",
        "org.junit.platform.commons.support",
        "org.opentest4j..");
  }
}
