package io.traceassert.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.otlp.wire.Encoding;
import io.traceassert.otlp.wire.MalformedPayloadException;
import io.traceassert.otlp.wire.TracesDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reads what an exporter sends: 512 spans of web requests, as many as a batch of the SDK has, with
 * ten attributes each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodePayload {

  private static final int SPANS = 512;

  private final JsonFactory jackson = new JsonFactory();
  private byte[] protobuf = {};
  private byte[] json = {};

  /** Writes the spans with the SDK's own exporter. */
  @Setup
  public void write() throws IOException {
    TraceRequestMarshaler request = TraceRequestMarshaler.create(WebSpans.batch(SPANS));
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    request.writeBinaryTo(binary);
    protobuf = binary.toByteArray();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    request.writeJsonTo(text);
    json = text.toByteArray();
  }

  /** To spans. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public List<SpanData> protobuf() throws MalformedPayloadException {
    return TracesDecoder.decode(Encoding.PROTOBUF, protobuf);
  }

  /** To protobuf's own classes. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public ExportTraceServiceRequest protobufJava() throws IOException {
    return ExportTraceServiceRequest.parseFrom(protobuf);
  }

  /** To spans. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public List<SpanData> json() throws MalformedPayloadException {
    return TracesDecoder.decode(Encoding.JSON, json);
  }

  /** To tokens, of which nothing is made but the text. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int jsonTokens() throws IOException {
    int length = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      while (parser.nextToken() != null) {
        length += parser.getText().length();
      }
    }
    return length;
  }
}
