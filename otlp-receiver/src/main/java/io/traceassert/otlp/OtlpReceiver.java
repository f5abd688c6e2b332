package io.traceassert.otlp;

/** Takes spans of other processes. */
public final class OtlpReceiver {

  private OtlpReceiver() {}
}
