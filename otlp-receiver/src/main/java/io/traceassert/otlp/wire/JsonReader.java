package io.traceassert.otlp.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON, which is that of protobuf but for ids in hexadecimal: names of fields in camel
 * case or as in protobuf, integers as numbers or strings, enums as numbers or names, null for a
 * field that is not set. A field that is given twice is refused, and so are two values of one
 * {@code AnyValue}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf
 *     Encoding</a>
 * @see <a href="https://protobuf.dev/programming-guides/json/">the JSON of protobuf</a>
 */
final class JsonReader implements FieldReader {

  private static final int LONGEST_NUMBER = 1000;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNumberLength(LONGEST_NUMBER)
          // A string is never longer than the payload.
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      // It is UTF-8; a guess that it is not would end in another exception.
      .disable(JsonFactory.Feature.CHARSET_DETECTION)
      .build();

  private final JsonParser parser;
  private final Message[] messages = new Message[DEEPEST + 1];
  private final @Nullable Field[] fields = new @Nullable Field[DEEPEST + 1];
  private final boolean[] inArray = new boolean[DEEPEST + 1];
  private final int[] given = new int[DEEPEST + 1];
  private int depth = -1;

  JsonReader(byte[] payload) {
    try {
      parser = JSON.createParser(payload);
    } catch (IOException e) {
      throw new UncheckedIOException("reading bytes", e);
    }
  }

  /** Moves to the next of several payloads that follow each other, or to the end of the last. */
  boolean nextPayload() throws MalformedPayloadException {
    return advance() != null;
  }

  @Override
  public void enter(Message message) throws MalformedPayloadException {
    expect(JsonToken.START_OBJECT, "an object");
    if (depth == DEEPEST) {
      throw malformed("more than %d messages within each other".formatted(DEEPEST));
    }
    depth++;
    messages[depth] = message;
    inArray[depth] = false;
    given[depth] = 0;
  }

  @Override
  public boolean next() throws MalformedPayloadException {
    if (inArray[depth]) {
      if (advance() != JsonToken.END_ARRAY) {
        return true;
      }
      inArray[depth] = false;
    }
    fields[depth] = null;
    while (advance() != JsonToken.END_OBJECT) {
      Field field = messages[depth].field(name());
      JsonToken value = advance();
      if (field == null) {
        skipChildren();
      } else if (value != JsonToken.VALUE_NULL && begin(field)) {
        return true;
      }
    }
    depth--;
    return false;
  }

  /** Begins to read a field; false if it is an array without elements. */
  private boolean begin(Field field) throws MalformedPayloadException {
    fields[depth] = field;
    int bit = messages[depth] == Message.VALUE ? 1 : 1 << field.number;
    if ((given[depth] & bit) != 0) {
      throw malformed(
          messages[depth] == Message.VALUE ? "a second value" : "the field is given twice");
    }
    given[depth] |= bit;
    if (field.type != Field.Type.MESSAGES) {
      return true;
    }
    expect(JsonToken.START_ARRAY, "an array");
    inArray[depth] = advance() != JsonToken.END_ARRAY;
    return inArray[depth];
  }

  @Override
  public Field field() {
    return Objects.requireNonNull(fields[depth]);
  }

  @Override
  public String string() throws MalformedPayloadException {
    expect(JsonToken.VALUE_STRING, "a string");
    return text();
  }

  @Override
  public String id(int length) throws MalformedPayloadException {
    String id = string();
    if (id.isEmpty()) {
      return id;
    }
    if (id.length() != 2 * length) {
      throw malformed("%d hexadecimal digits long, expected %d".formatted(id.length(), 2 * length));
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0 || id.charAt(i) > 'f') {
        throw malformed("not hexadecimal");
      }
    }
    return id.toLowerCase(Locale.ROOT);
  }

  @Override
  public String base64() throws MalformedPayloadException {
    String standard = string().replace('-', '+').replace('_', '/');
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(standard));
    } catch (IllegalArgumentException e) {
      throw malformed("not Base64");
    }
  }

  @Override
  public boolean bool() throws MalformedPayloadException {
    String text = scalar("true or false");
    if (!text.equals("true") && !text.equals("false")) {
      throw malformed("expected true or false");
    }
    return text.equals("true");
  }

  @Override
  public double real() throws MalformedPayloadException {
    String text = scalar("a number");
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> finite(Double.parseDouble(number(text)));
    };
  }

  private double finite(double value) throws MalformedPayloadException {
    if (Double.isInfinite(value)) {
      throw malformed("a number out of range");
    }
    return value;
  }

  @Override
  public long integer() throws MalformedPayloadException {
    String text = scalar("an integer");
    return switch (field().type) {
      case INT64 -> integer(text, Long.SIZE - 1, true);
      case FIXED64 -> integer(text, Long.SIZE, false);
      case UINT32, FIXED32 -> integer(text, Integer.SIZE, false);
      case ENUM ->
        isName(text)
            ? Math.max(0, field().symbols.indexOf(text))
            : integer(text, Integer.SIZE - 1, true);
      default -> throw new IllegalStateException(field() + " is no integer");
    };
  }

  /**
   * A name that is unknown is one of a newer version of the protocol, and counts as unspecified.
   */
  private static boolean isName(String text) {
    return !text.isEmpty() && Character.isUpperCase(text.charAt(0));
  }

  private long integer(String text, int bits, boolean signed) throws MalformedPayloadException {
    if (isSmall(text)) {
      return Long.parseLong(text);
    }
    BigInteger value = integer(decimal(number(text)));
    if (value.bitLength() > bits || (!signed && value.signum() < 0)) {
      throw malformed("an integer out of range");
    }
    return value.longValue();
  }

  /** Whether a text is an integer in the range of every type. */
  private static boolean isSmall(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private BigInteger integer(BigDecimal decimal) throws MalformedPayloadException {
    // Before it is written out, for which the exponent may be too large.
    long digits = decimal.precision() - (long) decimal.scale();
    if (decimal.signum() != 0 && digits > 20) {
      throw malformed("an integer out of range");
    }
    if (decimal.signum() != 0 && digits < 1) {
      throw malformed("not an integer");
    }
    try {
      return decimal.signum() == 0 ? BigInteger.ZERO : decimal.toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw malformed("not an integer");
    }
  }

  private BigDecimal decimal(String number) throws MalformedPayloadException {
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw malformed("a number out of range");
    }
  }

  /** Returns the text if it is a number as JSON writes it; it may be in quotes. */
  private String number(String text) throws MalformedPayloadException {
    if (text.length() > LONGEST_NUMBER) {
      throw malformed("a number of more than %d characters".formatted(LONGEST_NUMBER));
    }
    if (!parser.currentToken().isNumeric() && !NUMBER.matcher(text).matches()) {
      throw malformed("not a number");
    }
    return text;
  }

  /** Returns the text of a number or a string, or of true or false. */
  private String scalar(String expected) throws MalformedPayloadException {
    if (!parser.currentToken().isScalarValue()) {
      throw malformed("expected " + expected);
    }
    return text();
  }

  private void expect(JsonToken token, String called) throws MalformedPayloadException {
    if (parser.currentToken() != token) {
      throw malformed("expected " + called);
    }
  }

  private @Nullable JsonToken advance() throws MalformedPayloadException {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void skipChildren() throws MalformedPayloadException {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private String name() throws MalformedPayloadException {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private String text() throws MalformedPayloadException {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private MalformedPayloadException broken(IOException e) {
    if (!(e instanceof JacksonException json)) {
      return malformed("unreadable", parser.currentTokenLocation(), e);
    }
    // What follows repeats the place, in another form.
    String what = json.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    JsonLocation where = Objects.requireNonNullElse(json.getLocation(), parser.currentLocation());
    return malformed(what.replaceAll("\\p{Cntrl}+", " "), where, e);
  }

  @Override
  public MalformedPayloadException malformed(String what) {
    return malformed(what, parser.currentTokenLocation(), null);
  }

  private MalformedPayloadException malformed(
      String what, JsonLocation where, @Nullable Throwable cause) {
    long offset = Math.max(0, where.getByteOffset());
    return MalformedPayloadException.at(fields, depth, what, offset, cause);
  }
}
