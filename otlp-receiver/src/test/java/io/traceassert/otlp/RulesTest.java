package io.traceassert.otlp;

import io.traceassert.rules.ModuleRules;

class RulesTest extends ModuleRules {

  RulesTest() {
    super(
        "otlp-receiver",
        "io.traceassert",
        "io.traceassert.capture",
        "io.traceassert.text",
        "io.traceassert.otlp..",
        "io.netty..",
        "io.opentelemetry..",
        "com.fasterxml.jackson.core..");
  }
}
