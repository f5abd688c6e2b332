package io.traceassert.otlp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes the few messages of Protocol Buffers that answers consist of. */
final class Proto {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Writes a number that is not negative, unless it is the default, zero. */
  Proto number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3);
      varint(value);
    }
    return this;
  }

  /** Writes a text, unless it is empty. */
  Proto text(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(UTF_8));
  }

  Proto message(int field, Proto value) {
    return bytes(field, value.toBytes());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private Proto bytes(int field, byte[] value) {
    varint(((long) field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
