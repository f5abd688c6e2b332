package io.traceassert.memory;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.memory.WatchedPropagator.Injections;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How one capture is wired, and what the SDK kept from it. Guarded by its monitor. */
final class Setup {

  private static final int LONGEST_SAMPLER = 61;

  final SampledOut sampledOut = new SampledOut();
  final Faults faults = new Faults();
  final Injections injections = new Injections();

  private final Sampler sampler;
  private final Set<String> services = new LinkedHashSet<>();
  private boolean processorTaken;

  Setup(Sampler sampler) {
    this.sampler = sampler;
  }

  OpenSpan openSpan(Entry entry) {
    return entry.asOpenSpan(injections.of(entry.span));
  }

  synchronized void addService(String name) {
    services.add(name);
  }

  synchronized void takeProcessor() {
    processorTaken = true;
  }

  /** A number that grows with each thing that would be described differently. */
  synchronized long changes() {
    return sampledOut.total() + faults.total() + services.size() + (processorTaken ? 1 : 0);
  }

  /**
   * What a failure should mention besides: faults, and what the sampler kept from a capture that is
   * not empty.
   */
  List<String> notes(boolean captured) {
    List<String> notes = new ArrayList<>(faults.describe());
    if (captured && sampledOut.total() > 0) {
      notes.add(
          "the sampler dropped " + count(sampledOut.total()) + ": " + sampledOut.describeNames());
    }
    return notes;
  }

  synchronized Wiring wiring(long started, long unsampled) {
    return new Wiring(
        !services.isEmpty() || processorTaken,
        cause(started, unsampled),
        advice(started),
        facts(started, unsampled));
  }

  private String cause(long started, long unsampled) {
    if (sampledOut.total() > 0 && started == 0) {
      return "the sampler dropped " + all(sampledOut.total());
    }
    if (unsampled > 0) {
      return "the sampler recorded %s without sampling %s"
          .formatted(count(unsampled), unsampled == 1 ? "it" : "them");
    }
    if (started > 0) {
      return "the spans that were started belong to other tests";
    }
    return services.isEmpty() && processorTaken
        ? "no span reached the span processor of this capture"
        : "no span was started with the OpenTelemetry of this capture";
  }

  private String advice(long started) {
    if (sampledOut.total() > 0 || started > 0) {
      return "To capture every span, let the sampler keep it: TraceCapture.builder().setSampler(Sampler.alwaysOn()).";
    }
    if (services.isEmpty() && processorTaken) {
      return "Does the code under test use the SDK that the processor was added to, and does its sampler keep the spans?";
    }
    return "Does the code under test use the OpenTelemetry that the test was given? A GlobalOpenTelemetry or an SDK of its own"
        + " is not captured\nunless TraceCapture.spanProcessor() is added to it.";
  }

  private List<Fact> facts(long started, long unsampled) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("SDK", sdk()));
    if (!services.isEmpty()) {
      facts.add(new Fact("sampler", describeSampler()));
    }
    facts.add(new Fact(
        "started",
        count(started) + (unsampled == 0 ? "" : ", " + unsampled + " of them not sampled")));
    if (!services.isEmpty()) {
      long dropped = sampledOut.total();
      facts.add(new Fact(
          "sampled out", count(dropped) + (dropped == 0 ? "" : ": " + sampledOut.describeNames())));
    }
    return facts;
  }

  private String describeSampler() {
    String description = sampler.getDescription();
    return description.length() <= LONGEST_SAMPLER
        ? description
        : description.substring(0, LONGEST_SAMPLER) + "…";
  }

  private String sdk() {
    String own = "made for this capture: " + String.join(", ", services);
    String foreign = "the application's own, with the span processor of this capture";
    if (services.isEmpty()) {
      return processorTaken
          ? foreign
          : "none: nobody asked this capture for an OpenTelemetry or a span processor";
    }
    return processorTaken ? own + "; and " + foreign : own;
  }

  private static String all(long number) {
    return number == 1
        ? "the only span that was started"
        : "all " + number + " spans that were started";
  }

  private static String count(long number) {
    return number + (number == 1 ? " span" : " spans");
  }
}
