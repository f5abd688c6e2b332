package io.traceassert.otlp.wire;

/** What {@code fuzz/run protobuf} calls with each payload. */
public final class ProtobufFuzz {

  private ProtobufFuzz() {}

  /** Throws what Jazzer takes as a finding. */
  public static void fuzzerTestOneInput(byte[] payload) {
    DecodedOrRefused.protobuf(payload);
  }
}
