package io.traceassert.otlp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wire format of protobuf as its own parsers do: unknown fields, groups, and fields of
 * another wire type than theirs are skipped, of a scalar that occurs twice the last counts.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding of protobuf</a>
 */
final class ProtobufReader implements FieldReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] payload;
  private final StringCache strings;

  /** Of each message that is entered: what it is, the field it is at, and where it ends. */
  private final Message[] messages = new Message[DEEPEST + 1];

  private final @Nullable Field[] fields = new @Nullable Field[DEEPEST + 1];
  private final int[] ends = new int[DEEPEST + 1];
  private final byte[] hex = new byte[32];

  private int depth = -1;
  private int end;
  private int position;

  /** Where the current field begins, its value if it is known; and its number if it is not. */
  private int start;

  private int unknown;

  private String lastTraceId = "";
  private int lastTraceIdAt;

  ProtobufReader(byte[] payload) {
    this.payload = payload;
    strings = new StringCache(payload);
  }

  @Override
  public void enter(Message message) throws MalformedPayloadException {
    int length = depth < 0 ? payload.length : length();
    if (depth == DEEPEST) {
      throw tooDeep();
    }
    depth++;
    messages[depth] = message;
    end = position + length;
    ends[depth] = end;
  }

  @Override
  public boolean next() throws MalformedPayloadException {
    while (position < end) {
      start = position;
      int tag = tag();
      Field field = messages[depth].field(tag >>> 3);
      if (field != null && field.type.wireType == (tag & 7)) {
        fields[depth] = field;
        unknown = 0;
        start = position;
        return true;
      }
      fields[depth] = null;
      unknown = tag >>> 3;
      skip(tag, depth);
    }
    leave();
    return false;
  }

  private void leave() {
    start = position;
    depth--;
    end = depth < 0 ? payload.length : ends[depth];
  }

  @Override
  public Field field() {
    return Objects.requireNonNull(fields[depth]);
  }

  @Override
  public String string() throws MalformedPayloadException {
    int length = length();
    String text = strings.get(position, length);
    if (text == null) {
      throw malformed("not UTF-8");
    }
    position += length;
    return text;
  }

  @Override
  public String id(int bytes) throws MalformedPayloadException {
    int length = length();
    if (length == 0) {
      return "";
    }
    if (length != bytes) {
      throw malformed("%d bytes long, expected %d".formatted(length, bytes));
    }
    int from = position;
    position += length;
    return bytes == 16 ? traceId(from) : hex(from, bytes);
  }

  /** Spans of one trace often follow each other. */
  private String traceId(int from) {
    int last = lastTraceIdAt;
    if (lastTraceId.isEmpty()
        || !Arrays.equals(payload, from, from + 16, payload, last, last + 16)) {
      lastTraceId = hex(from, 16);
      lastTraceIdAt = from;
    }
    return lastTraceId;
  }

  private String hex(int from, int bytes) {
    for (int i = 0; i < bytes; i++) {
      int value = payload[from + i];
      hex[2 * i] = DIGITS[value >>> 4 & 15];
      hex[2 * i + 1] = DIGITS[value & 15];
    }
    return new String(hex, 0, 2 * bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String base64() throws MalformedPayloadException {
    int length = length();
    byte[] bytes = Arrays.copyOfRange(payload, position, position + length);
    position += length;
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public long integer() throws MalformedPayloadException {
    return switch (field().type) {
      case INT64 -> varint();
      case ENUM -> (int) varint();
      case UINT32 -> varint() & 0xFFFF_FFFFL;
      case FIXED32 -> fixed32() & 0xFFFF_FFFFL;
      case FIXED64 -> fixed64();
      default -> throw new IllegalStateException(field() + " is no integer");
    };
  }

  @Override
  public double real() throws MalformedPayloadException {
    return Double.longBitsToDouble(fixed64());
  }

  @Override
  public boolean bool() throws MalformedPayloadException {
    return varint() != 0;
  }

  private int tag() throws MalformedPayloadException {
    int first = payload[position];
    if (first > 7) {
      position++;
      return first;
    }
    fields[depth] = null;
    unknown = 0;
    int tag = (int) varint();
    if (tag >>> 3 == 0) {
      throw malformed("a field of number 0");
    }
    return tag;
  }

  private long varint() throws MalformedPayloadException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == end) {
        throw malformed("an integer that ends too early");
      }
      byte next = payload[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("an integer of more than 10 bytes");
  }

  private long fixed64() throws MalformedPayloadException {
    int from = position;
    advance(Long.BYTES);
    return (long) LONGS.get(payload, from);
  }

  private int fixed32() throws MalformedPayloadException {
    int from = position;
    advance(Integer.BYTES);
    return (int) INTS.get(payload, from);
  }

  private int length() throws MalformedPayloadException {
    int length = (int) varint();
    if (length < 0 || length > end - position) {
      throw malformed("%s bytes announced, %d left"
          .formatted(Integer.toUnsignedString(length), end - position));
    }
    return length;
  }

  private void advance(int bytes) throws MalformedPayloadException {
    if (bytes > end - position) {
      throw malformed("%d bytes expected, %d left".formatted(bytes, end - position));
    }
    position += bytes;
  }

  private void skip(int tag, int level) throws MalformedPayloadException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case LENGTH -> advance(length());
      case START_GROUP -> skipGroup(tag >>> 3, level + 1);
      case END_GROUP -> throw malformed("the end of a group that did not begin");
      case FIXED32 -> advance(Integer.BYTES);
      default -> throw malformed("wire type %d, which does not exist".formatted(tag & 7));
    }
  }

  private void skipGroup(int number, int level) throws MalformedPayloadException {
    if (level > DEEPEST) {
      throw tooDeep();
    }
    while (position < end) {
      int tag = tag();
      if (tag == (number << 3 | END_GROUP)) {
        return;
      }
      skip(tag, level);
    }
    throw malformed("a group that does not end");
  }

  private MalformedPayloadException tooDeep() {
    return malformed("more than %d messages within each other".formatted(DEEPEST));
  }

  @Override
  public MalformedPayloadException malformed(String what) {
    String which = unknown > 0 ? "field %d: ".formatted(unknown) : "";
    return MalformedPayloadException.at(fields, depth, which + what, start, null);
  }
}
