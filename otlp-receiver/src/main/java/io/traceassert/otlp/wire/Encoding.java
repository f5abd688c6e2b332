package io.traceassert.otlp.wire;

/** How a payload is written. */
public enum Encoding {
  /** The binary form of the protocol's messages. */
  PROTOBUF,
  /** The JSON form: ids in hexadecimal, 64-bit integers as strings. */
  JSON
}
