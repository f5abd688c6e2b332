package io.traceassert.testcontainers;

import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;

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
    return flow.received();
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
