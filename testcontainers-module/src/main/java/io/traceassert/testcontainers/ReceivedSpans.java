package io.traceassert.testcontainers;

import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import java.util.List;

/**
 * What went into the collector.
 *
 * @param flow all that passes it
 */
record ReceivedSpans(Flow flow) implements Recording {

  @Override
  public Recording record() {
    return new ReceivedSpans(flow.open());
  }

  @Override
  public Capture capture() {
    Capture received = flow.received();
    return received.spans().isEmpty()
        ? new Capture(
            List.of(),
            List.of(),
            received.settlement(),
            received.origins(),
            List.of(flow.nothingWentIn()),
            received.losses(),
            received.notes())
        : received;
  }

  @Override
  public Subscription onChange(Runnable listener) {
    return flow.onReceived(listener);
  }

  @Override
  public void close() {
    flow.close();
  }
}
