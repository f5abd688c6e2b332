package io.traceassert.otlp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives is decoded, or refused with a line: nothing else is thrown. */
class BrokenPayloadsTest {

  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  @ParameterizedTest
  @EnumSource
  void everyPrefix(Encoding encoding) {
    byte[] payload = payload(encoding);
    for (int length = 0; length < payload.length; length++) {
      check(encoding).accept(Arrays.copyOf(payload, length));
    }
  }

  @Test
  void everyChangeOfOneByteOfProtobuf() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    changeEachByteTo(all, Encoding.PROTOBUF);
  }

  @Test
  void eachByteOfJsonChangedToOneOfEachSort() {
    changeEachByteTo("{}[]:,\"\\0-.eEn \0\u00ff".getBytes(ISO_8859_1), Encoding.JSON);
  }

  private static void changeEachByteTo(byte[] values, Encoding encoding) {
    byte[] payload = payload(encoding);
    for (int i = 0; i < payload.length; i++) {
      byte[] changed = payload.clone();
      for (byte value : values) {
        changed[i] = value;
        check(encoding).accept(changed);
      }
    }
  }

  @Test
  void bytesThatAreNotOtlp() {
    for (String text :
        new String[] {"GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0", "<html>", "\0\0"}) {
      check(Encoding.PROTOBUF).accept(text.getBytes(UTF_8));
      check(Encoding.JSON).accept(text.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void whatFuzzingFound(Encoding encoding, Path file) throws IOException {
    check(encoding).accept(Files.readAllBytes(file));
  }

  static Stream<Object[]> corpus() {
    return Stream.of(Encoding.values())
        .flatMap(encoding -> files(encoding).map(file -> new Object[] {encoding, file}));
  }

  private static Stream<Path> files(Encoding encoding) {
    Path folder = CORPUS.resolve(encoding == Encoding.JSON ? "json" : "protobuf");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Consumer<byte[]> check(Encoding encoding) {
    return encoding == Encoding.JSON ? DecodedOrRefused::json : DecodedOrRefused::protobuf;
  }

  private static byte[] payload(Encoding encoding) {
    AnyValue.Builder list = AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder()
            .addValues(AnyValue.newBuilder().setIntValue(-1))
            .addValues(AnyValue.newBuilder().setDoubleValue(1.5)));
    AnyValue.Builder map = AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder()
            .addValues(Payloads.attribute("ü", AnyValue.newBuilder().setBoolValue(true))));
    Span span = Payloads.span()
        .setName("a")
        .setKindValue(2)
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(-1)
        .setFlags(0x301)
        .setTraceState("a=b")
        .setParentSpanId(Payloads.bytes(Payloads.SPAN_ID))
        .addAttributes(Payloads.attribute("list", list))
        .addAttributes(Payloads.attribute("map", map))
        .addEvents(Span.Event.newBuilder().setName("e").setTimeUnixNano(1))
        .addLinks(Span.Link.newBuilder().setTraceId(Payloads.bytes(Payloads.TRACE_ID)))
        .setStatus(Status.newBuilder().setCodeValue(2).setMessage("m"))
        .setDroppedEventsCount(1)
        .build();
    return Payloads.of(encoding, Payloads.request(span));
  }
}
