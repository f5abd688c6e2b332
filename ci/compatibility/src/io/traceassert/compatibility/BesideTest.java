package io.traceassert.compatibility;

import static io.traceassert.TraceAssertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.Channel;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.traceassert.otlp.OtlpReceiver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A receiver beside libraries of a user's, each in the version that the project says. */
class BesideTest {

  private static final String EXPORT = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  @Test
  void theLibrariesAreThoseOfTheUser() throws Exception {
    assertFrom("protobuf-java-" + System.getProperty("expected.protobuf"), ByteString.class);
    assertFrom("netty-transport-" + System.getProperty("expected.netty"), Channel.class);
    assertFrom("grpc-netty-" + System.getProperty("expected.grpc"), NettyChannelBuilder.class);
    assertFrom("otlp-receiver-", Class.forName("io.traceassert.otlp.shaded.netty.channel.Channel"));
  }

  @Test
  void exportersAreUnderstood() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String endpoint = receiver.endpoint().toString();
      export("by gRPC", OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build());
      export("by HTTP", OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").build());

      assertThat(receiver.traces()).hasSpan("by gRPC").hasSpan("by HTTP").hasTraceCount(2);
    }
  }

  @Test
  void grpcJavaIsUnderstood() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      ManagedChannel channel =
          NettyChannelBuilder.forTarget(receiver.endpoint().getAuthority()).usePlaintext().build();
      try {
        ClientCalls.blockingUnaryCall(channel, export(), CallOptions.DEFAULT, request("by grpc-java"));
      } finally {
        channel.shutdownNow();
      }

      assertThat(receiver.traces()).hasSpan("by grpc-java");
    }
  }

  private static void export(String name, SpanExporter exporter) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build()) {
      provider.get("test").spanBuilder(name).startSpan().end();
      assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }

  private static void assertFrom(String jar, Class<?> type) {
    assertThat(type.getProtectionDomain().getCodeSource().getLocation().toString()).contains("/" + jar);
  }

  /** Resource spans, scope spans, and a span with ids and a name. */
  private static byte[] request(String name) {
    UnknownFieldSet span =
        UnknownFieldSet.newBuilder()
            .addField(1, bytes(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})))
            .addField(2, bytes(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
            .addField(5, bytes(ByteString.copyFromUtf8(name)))
            .build();
    return within(1, within(2, within(2, span))).toByteArray();
  }

  private static UnknownFieldSet within(int field, UnknownFieldSet message) {
    return UnknownFieldSet.newBuilder().addField(field, bytes(message.toByteString())).build();
  }

  private static UnknownFieldSet.Field bytes(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  private static MethodDescriptor<byte[], byte[]> export() {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(EXPORT)
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
