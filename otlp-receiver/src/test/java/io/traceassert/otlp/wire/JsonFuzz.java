package io.traceassert.otlp.wire;

/** What {@code fuzz/run json} calls with each payload. */
public final class JsonFuzz {

  private JsonFuzz() {}

  /** Throws what Jazzer takes as a finding. */
  public static void fuzzerTestOneInput(byte[] payload) {
    DecodedOrRefused.json(payload);
  }
}
