package io.traceassert.otlp.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates what a sender compressed, up to a limit: what goes beyond is never held. */
final class Gunzip {

  private Gunzip() {}

  static byte[] inflate(byte[] compressed, int offset, int length, int limit) throws Refusal {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(compressed, offset, length), 8192)) {
      byte[] plain = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new Refusal(
            Status.TOO_LARGE,
            "payload of more than " + Sizes.bytes(limit)
                + " after decompression, which is the limit");
      }
      return plain;
    } catch (IOException broken) {
      throw new Refusal(Status.BAD_REQUEST, "payload is not complete gzip: " + broken.getMessage());
    }
  }
}
