package io.traceassert.otlp;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import io.traceassert.capture.SpanSource;
import io.traceassert.otlp.server.Exports;
import io.traceassert.otlp.server.OtlpServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Captures the spans that other processes send: their exporters speak OTLP, over gRPC or over HTTP
 * with protobuf or JSON, all to one port. Metrics and logs are answered and ignored.
 *
 * <pre>{@code
 * static final OtlpReceiver receiver = OtlpReceiver.start();
 *
 * @RegisterExtension
 * static final TraceExtension traces = TraceExtension.capturing(receiver);
 *
 * @Test
 * void checkout(CapturedTraces traces) {
 *   shop.order("ramen"); // a process with OTEL_EXPORTER_OTLP_ENDPOINT=receiver.endpoint()
 *   assertThat(traces).hasSingleTrace().hasRoot("POST /orders");
 * }
 * }</pre>
 *
 * <p>Nobody knows what another process may still send. A capture is settled when no span has
 * arrived for a while, and the parent of each span that has one in its own process is there; an
 * assertion that does not hold then is asked again until it does or the time to settle is over. So
 * a test that passes waits for a quiet window only, 250 ms unless the builder says otherwise; and
 * one that fails waits for 5 s, since what it misses may still come.
 *
 * <p>A request that cannot be kept is refused as the OTLP specification says. When spans are lost
 * with it, every assertion on a capture of that time fails with the reason.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
public final class OtlpReceiver implements SpanSource, AutoCloseable {

  /** The header by which senders are told apart: see {@link #labelled}. */
  public static final String LABEL_HEADER = "x-traceassert";

  private static final String UNLABELLED = "";

  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
  private final Traffic traffic = new Traffic();
  private final OtlpReceiverBuilder options;
  private final OtlpServer server;
  private final URI endpoint;
  private final CapturedTraces traces;

  OtlpReceiver(OtlpReceiverBuilder options) {
    this.options = options;
    server = OtlpServer.start(options.address, options.port, options.limits, new Arrivals());
    endpoint = options.uri(server.port());
    traces = CapturedTraces.of(List.of(recording(UNLABELLED)), options.settleTimeout);
  }

  /**
   * Listens on a free port of the loopback interface.
   *
   * @return a running receiver, to be closed
   */
  public static OtlpReceiver start() {
    return builder().start();
  }

  /**
   * Begins a receiver with other options.
   *
   * @return a new builder
   */
  public static OtlpReceiverBuilder builder() {
    return new OtlpReceiverBuilder();
  }

  /**
   * Returns where exporters have to send, for gRPC and for HTTP alike: the value of
   * {@code OTEL_EXPORTER_OTLP_ENDPOINT}.
   *
   * @return for example {@code http://localhost:43117}
   */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Returns what arrives while no recording is open: all of it, in a test without an extension.
   *
   * @return the traces, which grow while spans arrive
   */
  public CapturedTraces traces() {
    return traces;
  }

  @Override
  public Recording record() {
    return recording(UNLABELLED).record();
  }

  /**
   * Tells senders apart: returns a source of what comes in requests that carry the header
   * {@value #LABEL_HEADER} with this value. What comes in others is not part of it, and what comes
   * with a label is not part of what this receiver records itself.
   *
   * @param label a value of the header
   * @return a source that can be given to an extension like this receiver
   */
  public SpanSource labelled(String label) {
    return recording(requireNonNull(label, "label"));
  }

  /**
   * Answers the next requests for traces otherwise than with success, to test what an exporter does
   * then. They are counted in the order in which they arrive, after those of earlier calls.
   *
   * <pre>{@code
   * receiver.answerNext(2, Answer.unavailable().withRetryAfter(Duration.ofMillis(10)));
   * }</pre>
   *
   * @param requests how many, at least one
   * @param answer what each is answered with
   * @throws IllegalArgumentException if the number is not positive
   */
  public void answerNext(int requests, Answer answer) {
    server.answerNext(requests, requireNonNull(answer, "answer").reply());
  }

  /**
   * Returns what was asked of this receiver, and how it answered.
   *
   * @return the last 10,000 requests for traces, in the order of their answers
   */
  public List<ReceivedRequest> requests() {
    return server.exchanges().stream().map(ReceivedRequest::of).toList();
  }

  /** Stops listening. What was captured stays readable. A second call does nothing. */
  @Override
  public void close() {
    server.close();
  }

  private Recording recording(String label) {
    Inbox inbox = inbox(label);
    return new ReceivedRecording(
        inbox, inbox.root(), options.quietWindow, () -> traffic.wiring(endpoint));
  }

  private Inbox inbox(String label) {
    return inboxes.computeIfAbsent(label, name -> new Inbox());
  }

  @Override
  public String toString() {
    return "OtlpReceiver{" + endpoint + "}";
  }

  /** Hands on what the server receives. */
  private final class Arrivals implements Exports {

    @Override
    public boolean take(List<SpanData> spans, Function<String, @Nullable String> header) {
      String label = header.apply(LABEL_HEADER);
      boolean taken = inbox(label == null ? UNLABELLED : label).take(spans, options.maxSpans);
      if (taken) {
        traffic.add(spans);
      }
      return taken;
    }

    @Override
    public void loss(String line) {
      tell(new Fault(line, true));
    }

    @Override
    public void fault(String line) {
      tell(new Fault(line, false));
    }

    private void tell(Fault fault) {
      traffic.refused();
      inboxes.values().forEach(inbox -> inbox.tell(fault));
    }
  }
}
