package io.traceassert;

import io.traceassert.rules.ModuleRules;

class RulesTest extends ModuleRules {

  RulesTest() {
    super(
        "trace-assert",
        "io.traceassert",
        "io.traceassert.budget",
        "io.traceassert.calls",
        "io.traceassert.capture",
        "io.traceassert.latency",
        "io.traceassert.pattern",
        "io.traceassert.propagation",
        "io.traceassert.shape",
        "io.traceassert.text",
        "io.traceassert.trace",
        "io.opentelemetry..",
        "org.assertj.core..",
        "org.opentest4j..");
  }
}
