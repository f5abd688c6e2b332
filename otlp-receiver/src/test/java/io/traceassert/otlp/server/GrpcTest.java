package io.traceassert.otlp.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to grpc-java. */
class GrpcTest {

  private static final String TRACES = "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final TestServer server = new TestServer(Limits.DEFAULT.withPayloadBytes(1024 * 1024));
  private final ManagedChannel channel = NettyChannelBuilder.forAddress(
          "localhost", server.server.port())
      .usePlaintext()
      .userAgent("test")
      .build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void manyCallsAtOnceAreAllAnswered() throws Exception {
    List<ListenableFuture<byte[]>> calls = IntStream.range(0, 2_000)
        .mapToObj(i -> ClientCalls.futureUnaryCall(
            channel.newCall(method(TRACES), CallOptions.DEFAULT), Bodies.protobuf("span " + i)))
        .toList();

    for (ListenableFuture<byte[]> call : calls) {
      assertThat(call.get(60, SECONDS)).isEmpty();
    }
    assertThat(server.spanNames())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 2_000).mapToObj(i -> "span " + i).toList());
    assertThat(server.otherFaults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.v1.MetricsService",
        "logs.v1.LogsService",
        "profiles.v1development.ProfilesService"
      })
  void otherSignalsAreAnsweredAndIgnored(String service) {
    assertThat(call("opentelemetry.proto.collector." + service + "/Export", new byte[] {1, 2, 3}))
        .isEmpty();
    assertThat(server.spanNames()).isEmpty();
    assertThat(server.server.exchanges()).isEmpty();
    assertThat(server.otherFaults()).isEmpty();
  }

  @Test
  void aMethodThatIsNotThereIsNamed() throws Exception {
    assertThat(failure("opentelemetry.proto.collector.trace.v1.TraceService/Send", new byte[0]))
        .hasMessage("UNIMPLEMENTED: no such gRPC method; traces are sent to "
            + "opentelemetry.proto.collector.trace.v1.TraceService/Export");
    assertThat(server.fault())
        .isEqualTo(
            "refused a request of 127.0.0.1 (test grpc-java-netty/1.76.0): gRPC TraceService/Send:"
                + " no such gRPC method; traces are sent to "
                + "opentelemetry.proto.collector.trace.v1.TraceService/Export");
    assertThat(server.losses()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefusedForGood() throws Exception {
    StatusRuntimeException failure = failure(TRACES, new byte[] {10, 100, 1});

    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    String reason = String.valueOf(failure.getStatus().getDescription());
    assertThat(details(failure)).isEqualTo("""
            1: 3
            2: "%1$s"
            3: {
              1: "type.googleapis.com/google.rpc.BadRequest"
              2: {
                1: {
                  2: "%1$s"
                }
              }
            }
            """.formatted(reason));
    assertThat(server.fault())
        .isEqualTo("refused a request of 127.0.0.1 (test grpc-java-netty/1.76.0): gRPC"
            + " TraceService/Export: "
            + reason);
    assertThat(server.losses()).hasSize(1);
    assertThat(server.server.exchanges()).singleElement().satisfies(exchange -> {
      assertThat(exchange.reply().status()).isEqualTo(Status.BAD_REQUEST);
      assertThat(exchange.spans()).isZero();
    });
  }

  @Test
  void theTimeToWaitIsInTheDetails() throws Exception {
    server.server.answerNext(
        1,
        new Reply(
            Status.TOO_MANY_REQUESTS,
            "zu viele: 100 %",
            0,
            Duration.ofMillis(1_500),
            Duration.ZERO,
            false));

    StatusRuntimeException failure = failure(TRACES, Bodies.protobuf("one"));

    assertThat(failure).hasMessage("RESOURCE_EXHAUSTED: zu viele: 100 %");
    assertThat(details(failure)).isEqualTo("""
            1: 8
            2: "zu viele: 100 %"
            3: {
              1: "type.googleapis.com/google.rpc.RetryInfo"
              2: {
                1: {
                  1: 1
                  2: 500000000
                }
              }
            }
            """);
  }

  @Test
  void aMessageIsAnsweredInAnyLanguage() {
    server.server.answerNext(1, Reply.of(Status.UNAVAILABLE, "später\nнет"));

    assertThat(failure(TRACES, Bodies.protobuf("one"))).hasMessage("UNAVAILABLE: später\nнет");
  }

  @Test
  void partialSuccessSaysHowManyAndWhy() throws Exception {
    server.server.answerNext(1, new Reply(Status.OK, "too old", 5, null, Duration.ZERO, false));

    byte[] response = call(TRACES, Bodies.protobuf("one", "two"));

    assertThat(UnknownFieldSet.parseFrom(response).toString())
        .isEqualTo("1: {\n  1: 2\n  2: \"too old\"\n}\n");
    assertThat(server.spanNames()).isEmpty();
  }

  @Test
  void aReceiverThatIsFullIsNotTriedAgain() throws Exception {
    server.full = true;

    StatusRuntimeException failure = failure(TRACES, Bodies.protobuf("one"));

    assertThat(failure)
        .hasMessage(
            "RESOURCE_EXHAUSTED: the receiver holds as many spans as it may; none was kept");
    assertThat(failure.getTrailers())
        .satisfies(trailers -> assertThat(trailers.containsKey(DETAILS)).isFalse());
    assertThat(server.fault())
        .isEqualTo("refused a request of 127.0.0.1 (test grpc-java-netty/1.76.0): gRPC"
            + " TraceService/Export: the receiver holds as many spans as it may; none was kept");
  }

  @Test
  void aPayloadThatIsTooLargeIsRefusedForGood() throws Exception {
    StatusRuntimeException failure = failure(TRACES, new byte[3 * 1024 * 1024]);

    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    assertThat(server.fault())
        .isEqualTo("refused a request of 127.0.0.1 (test grpc-java-netty/1.76.0): gRPC"
            + " TraceService/Export: payload of more than 1 MiB, more than the limit of 1 MiB");
    assertThat(call(TRACES, Bodies.protobuf("next"))).isEmpty();
    assertThat(server.spanNames()).containsExactly("next");
  }

  @Test
  void aBombIsCutOff() throws Exception {
    StatusRuntimeException failure = catchThrowableOfType(
        StatusRuntimeException.class,
        () -> ClientCalls.blockingUnaryCall(
            channel,
            method(TRACES),
            CallOptions.DEFAULT.withCompression("gzip"),
            new byte[100 * 1024 * 1024]));

    assertThat(failure)
        .hasMessage(
            "RESOURCE_EXHAUSTED: payload of more than 1 MiB after decompression, which is the limit");
    assertThat(server.fault())
        .isEqualTo("refused a request of 127.0.0.1 (test grpc-java-netty/1.76.0): gRPC"
            + " TraceService/Export: payload of more than 1 MiB after decompression, which is the"
            + " limit");
  }

  @Test
  void aCompressedPayloadIsRead() {
    byte[] response = ClientCalls.blockingUnaryCall(
        channel,
        method(TRACES),
        CallOptions.DEFAULT.withCompression("gzip"),
        Bodies.protobuf("one"));

    assertThat(response).isEmpty();
    assertThat(server.spanNames()).containsExactly("one");
  }

  @Test
  void aCallerThatGivesUpIsNotAnswered() throws Exception {
    Reply never = new Reply(Status.OK, "", 0, null, Duration.ofHours(1), false);
    server.server.answerNext(1, never);

    StatusRuntimeException failure = catchThrowableOfType(
        StatusRuntimeException.class,
        () -> ClientCalls.blockingUnaryCall(
            channel,
            method(TRACES),
            CallOptions.DEFAULT.withDeadlineAfter(200, MILLISECONDS),
            Bodies.protobuf("one")));

    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
    assertThat(call(TRACES, Bodies.protobuf("two"))).isEmpty();
    assertThat(server.spanNames()).containsExactly("one", "two");
    assertThat(server.otherFaults()).isEmpty();
  }

  private byte[] call(String method, byte[] message) {
    return ClientCalls.blockingUnaryCall(channel, method(method), CallOptions.DEFAULT, message);
  }

  private StatusRuntimeException failure(String method, byte[] message) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> call(method, message));
  }

  private static String details(StatusRuntimeException failure)
      throws InvalidProtocolBufferException {
    Metadata trailers = failure.getTrailers();
    if (trailers == null) {
      throw new AssertionError("no trailers", failure);
    }
    return UnknownFieldSet.parseFrom(trailers.get(DETAILS)).toString();
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
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
