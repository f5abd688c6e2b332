package io.traceassert.benchmarks;

import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A request of spans as an exporter encodes it, which can be given other ids: a number replaces the
 * first four bytes of each id, of traces, spans and parents alike.
 */
final class Payload {

  /** As many as a batch of the SDK has. */
  static final int SPANS = 512;

  private final byte[] bytes;
  private final int[] ids;

  private Payload(byte[] bytes, int[] ids) {
    this.bytes = bytes;
    this.ids = ids;
  }

  static Payload of(int size) {
    List<SpanData> spans = WebSpans.batch(size);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try {
      TraceRequestMarshaler.create(spans).writeBinaryTo(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = encoded.toByteArray();
    return new Payload(bytes, places(bytes, beginnings(spans)));
  }

  /** The first eight bytes of each id. */
  private static Set<Long> beginnings(List<SpanData> spans) {
    Set<Long> beginnings = new HashSet<>();
    for (SpanData span : spans) {
      beginnings.add(HexFormat.fromHexDigitsToLong(span.getSpanId()));
      beginnings.add(HexFormat.fromHexDigitsToLong(span.getTraceId(), 0, 16));
    }
    return beginnings;
  }

  private static int[] places(byte[] bytes, Set<Long> beginnings) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return IntStream.rangeClosed(0, bytes.length - Long.BYTES)
        .filter(at -> beginnings.contains(buffer.getLong(at)))
        .toArray();
  }

  Payload copy() {
    return new Payload(bytes.clone(), ids);
  }

  /** Returns the bytes with other ids, until the next call. */
  byte[] numbered(int number) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int at : ids) {
      buffer.putInt(at, number);
    }
    return bytes;
  }
}
