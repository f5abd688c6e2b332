package io.traceassert.otlp.server;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bodies of requests. */
final class Bodies {

  static final String JSON = """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",\
      "spanId":"eee19b7ec3c1b174","name":"json","kind":2,\
      "startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}""";

  private Bodies() {}

  static ExportTraceServiceRequest request(String... names) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (String name : names) {
      request
          .addResourceSpansBuilder()
          .addScopeSpansBuilder()
          .addSpans(Span.newBuilder()
              .setTraceId(ByteString.fromHex("5b8efff798038103d269b633813fc60c"))
              .setSpanId(ByteString.fromHex("eee19b7ec3c1b174"))
              .setName(name));
    }
    return request.build();
  }

  static byte[] protobuf(String... names) {
    return request(names).toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
