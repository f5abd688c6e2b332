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
import org.jspecify.annotations.Nullable;

/** How one capture is wired, and what the SDK kept from it. Guarded by its monitor. */
final class Setup {

  private static final int LONGEST_SAMPLER = 61;

  final SampledOut sampledOut = new SampledOut();
  final Faults faults = new Faults();
  final Injections injections = new Injections();

  private final Sampler sampler;
  private final Set<String> services = new LinkedHashSet<>();
  private boolean processorTaken;
  private boolean global;
  private @Nullable String noteOnGlobal;

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

  /** The SDK is {@code GlobalOpenTelemetry}. */
  synchronized void setGlobal() {
    global = true;
  }

  /** What a failure should mention of an earlier {@code GlobalOpenTelemetry}. */
  synchronized void noteOnGlobal(String note) {
    noteOnGlobal = note;
  }

  /** A number that grows with each thing that would be described differently. */
  synchronized long changes() {
    return sampledOut.total()
        + faults.total()
        + services.size()
        + (processorTaken ? 1 : 0)
        + (noteOnGlobal == null ? 0 : 1);
  }

  /**
   * What a failure should mention besides: faults, and what the sampler kept from a capture that is
   * not empty.
   */
  synchronized List<String> notes(boolean captured) {
    List<String> notes = new ArrayList<>(faults.describe());
    if (noteOnGlobal != null) {
      notes.add(noteOnGlobal);
    }
    if (captured && sampledOut.total() > 0) {
      notes.add(
          "the sampler dropped " + count(sampledOut.total()) + ": " + sampledOut.describeNames());
    }
    return notes;
  }

  synchronized Wiring wiring(long started, long unsampled, int unowned) {
    return new Wiring(
        !services.isEmpty() || processorTaken,
        cause(started, unsampled, unowned),
        advice(started, unsampled, unowned),
        facts(started, unsampled));
  }

  private String cause(long started, long unsampled, int unowned) {
    if (unowned > 0) {
      return count(unowned) + " began outside the context of every test that ran";
    }
    if (sampledOut.total() > 0 && started == 0) {
      return "the sampler dropped " + all(sampledOut.total());
    }
    if (unsampled > 0) {
      return "the sampler recorded %s without sampling %s"
          .formatted(count(unsampled), unsampled == 1 ? "it" : "them");
    }
    if (started > 0) {
      return "the spans that were started belong to others";
    }
    if (services.isEmpty() && processorTaken) {
      return "no span reached the span processor of this capture";
    }
    return "no span was started with "
        + (global ? "GlobalOpenTelemetry" : "the OpenTelemetry of this capture");
  }

  private String advice(long started, long unsampled, int unowned) {
    if (unowned > 0) {
      return UnownedNotes.ADVICE;
    }
    if (sampledOut.total() > 0 || unsampled > 0) {
      return "To capture every span, let the sampler keep it: TraceCapture.builder().setSampler(Sampler.alwaysOn()).";
    }
    if (started > 0) {
      return "A trace belongs to the test during which it began, late spans of it too; of tests in parallel, to that under whose context it\nbegan. Did it begin before this test?";
    }
    if (services.isEmpty() && processorTaken) {
      return "Does the code under test use the SDK that the processor was added to, and does its sampler keep the spans?";
    }
    if (global) {
      return "Does the code under test take its tracer from GlobalOpenTelemetry? An SDK of its own is not captured\nunless TraceCapture.spanProcessor() is added to it.";
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
    String own = (global ? "GlobalOpenTelemetry, set for the tests: " : "made for this capture: ")
        + String.join(", ", services);
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
