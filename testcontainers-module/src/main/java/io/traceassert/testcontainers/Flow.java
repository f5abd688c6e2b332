package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Recording.Subscription;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.otlp.OtlpReceiver;
import io.traceassert.testcontainers.configuration.ReceiverPort;
import io.traceassert.testcontainers.configuration.Rewiring;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What went into the collector and what came out of it, for one recording. Its own state is guarded
 * by its monitor.
 */
final class Flow implements AutoCloseable {

  private final @Nullable Flow parent;
  private final Drains drains;
  private final CollectorLog log;
  private final Recording in;
  private final Rewiring rewiring;
  private final Map<String, Recording> out;
  private final List<Flow> inner = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> failures = new LinkedHashSet<>();
  private final int failedExportsBefore;
  private int refused;
  private int beforeDrain;
  private int drained;
  private boolean last;
  private int version;

  private Flow(
      @Nullable Flow parent,
      Drains drains,
      CollectorLog log,
      Rewiring rewiring,
      Recording in,
      Map<String, Recording> out) {
    this.parent = parent;
    this.drains = drains;
    this.log = log;
    this.rewiring = rewiring;
    this.in = in;
    this.out = out;
    failedExportsBefore = log.failedExports().size();
    drains.tell(this);
  }

  /** Follows everything that the receiver of the test gets. */
  static Flow of(OtlpReceiver receiver, Rewiring rewiring, Drains drains, CollectorLog log) {
    Map<String, Recording> out = new LinkedHashMap<>();
    rewiring.exporters().ids().forEach(id -> out.put(id, receiver.labelled(id).record()));
    Recording in = receiver.labelled(Rewiring.IN).record();
    in.onChange(drains::arrived);
    return new Flow(null, drains, log, rewiring, in, out);
  }

  /** Begins a flow inside this one. */
  Flow open() {
    claimReceived();
    Map<String, Recording> recordings = new LinkedHashMap<>();
    out.forEach((id, recording) -> recordings.put(id, recording.record()));
    Flow flow = new Flow(this, drains, log, rewiring, in.record(), recordings);
    inner.add(flow);
    return flow;
  }

  /** Returns the flow that gets what begins now: the innermost, unless several are side by side. */
  Flow current() {
    return inner.size() == 1 ? inner.get(0).current() : this;
  }

  Set<String> exporters() {
    return out.keySet();
  }

  /** Returns what went in. */
  Capture received() {
    return in.capture();
  }

  /** Says where the collector listens, for somebody whose spans did not reach it. */
  Wiring nothingWentIn() {
    return new Wiring(
        true,
        "no span reached the collector",
        "Does the service export to the collector (endpoint(), httpEndpoint(), or networkEndpoint(), networkHttpEndpoint() from a container), by a protocol that it receives, and soon (OTEL_BSP_SCHEDULE_DELAY=100)?",
        List.of(
            new Fact(
                "receives",
                rewiring.ports().isEmpty()
                    ? "at no port that is known here"
                    : Words.list(
                        rewiring.ports().stream().map(ReceiverPort::toString).toList())),
            new Fact("exporters", Words.names(exporters()))));
  }

  /** Returns what came out, by exporter; the same instances while nothing more has. */
  List<Capture> exported(Collection<String> exporters) {
    claimReceived();
    return exporters.stream()
        .map(id -> requireNonNull(out.get(id), id).capture())
        .toList();
  }

  /** What went in here comes out here, whoever records when it does. */
  private void claimReceived() {
    claim(received().traceIds().collect(Collectors.toSet()));
  }

  void claim(Set<String> traceIds) {
    in.claim(traceIds);
    out.values().forEach(recording -> recording.claim(traceIds));
  }

  /**
   * Tells how much is known of what some exporters may still get.
   *
   * @param exports what each of them has got: one that has everything says nothing of the others
   */
  synchronized Settlement settlement(Capture received, List<Capture> exports) {
    boolean decided = drained >= received.spans().size();
    if (received.spans().isEmpty()) {
      return received.settled() ? Capture.merged(exports).settlement() : Settlement.PENDING;
    }
    if (decided && last) {
      return Settlement.FINAL;
    }
    if (!isWhole(received)) {
      return Settlement.PENDING;
    }
    if (decided) {
      return Settlement.COMPLETE;
    }
    return !rewiring.exporters().shared()
            && exports.stream().allMatch(exported -> hasAll(received.spans(), exported.spans()))
        ? Settlement.COMPLETE
        : Settlement.PENDING;
  }

  private static boolean hasAll(List<SpanData> received, List<SpanData> exported) {
    return spanIds(exported).containsAll(spanIds(received));
  }

  private static Set<String> spanIds(List<SpanData> spans) {
    return spans.stream()
        .map(span -> span.getTraceId() + span.getSpanId())
        .collect(Collectors.toSet());
  }

  private static boolean isWhole(Capture received) {
    return received.settled() && received.withoutParent().isEmpty();
  }

  /**
   * Wakes somebody who waits for what comes out, and drains for that when no more seems to go in.
   *
   * @param exported what has come out up to now
   */
  Subscription onChange(Supplier<Capture> exported, Runnable listener) {
    Runnable change = () -> {
      drainIfNeeded(exported);
      listener.run();
    };
    List<Subscription> subscriptions = new ArrayList<>();
    subscriptions.add(in.onChange(change));
    out.values().forEach(recording -> subscriptions.add(recording.onChange(change)));
    listeners.add(change);
    drainIfNeeded(exported);
    return () -> {
      listeners.remove(change);
      subscriptions.forEach(Subscription::close);
    };
  }

  private void drainIfNeeded(Supplier<Capture> exported) {
    if (isWhole(received()) && !exported.get().settled()) {
      drains.request();
    }
  }

  /** Wakes somebody who waits for what goes in. */
  Subscription onReceived(Runnable listener) {
    return in.onChange(listener);
  }

  synchronized void drainBegins() {
    claimReceived();
    beforeDrain = in.capture().spans().size();
  }

  synchronized void counted(List<String> lost, int nowRefused) {
    failures.addAll(lost);
    refused += nowRefused;
    version++;
  }

  /** Returns how many spans the collector did not take; their sender may have tried again. */
  synchronized int refused() {
    return refused;
  }

  void drained(boolean nothingMoreIsSent) {
    synchronized (this) {
      drained = beforeDrain;
      last = nothingMoreIsSent;
      version++;
    }
    listeners.forEach(Runnable::run);
  }

  void drainFailed(String problem) {
    synchronized (this) {
      failures.add(problem);
      drained = Integer.MAX_VALUE;
      version++;
    }
    listeners.forEach(Runnable::run);
  }

  /** A value that changes with what is known of drains and losses. */
  synchronized int version() {
    return version + log.failedExports().size();
  }

  /** Says what was lost between the collector and the test, one line each. */
  synchronized List<String> losses() {
    List<String> losses = new ArrayList<>(failures);
    log.failedExports().stream()
        .skip(failedExportsBefore)
        .map(line -> "the collector could not send to the test: " + StartFailure.reason(line))
        .distinct()
        .forEach(losses::add);
    return losses;
  }

  @Override
  public void close() {
    claimReceived();
    drains.forget(this);
    if (parent != null) {
      parent.inner.remove(this);
    }
    in.close();
    out.values().forEach(Recording::close);
  }
}
