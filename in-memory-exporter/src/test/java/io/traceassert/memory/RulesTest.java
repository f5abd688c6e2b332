package io.traceassert.memory;

import io.traceassert.rules.ModuleRules;

class RulesTest extends ModuleRules {

  RulesTest() {
    super(
        "in-memory-exporter",
        "io.traceassert",
        "io.traceassert.capture",
        "io.traceassert.propagation",
        "io.traceassert.text",
        "io.traceassert.memory",
        "io.opentelemetry..");
  }
}
