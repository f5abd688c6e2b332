package io.traceassert.otlp.wire;

/**
 * Reads a payload field by field, in its order. A field that is repeated comes once for each of its
 * elements. A message is entered where its field is met; {@link #next} leaves it at its end.
 */
interface FieldReader {

  /** How many messages there may be within the first, as in protobuf's own parsers. */
  int DEEPEST = 100;

  /** Steps into the payload, or into the message that the current field holds. */
  void enter(Message message) throws MalformedPayloadException;

  /**
   * Moves to the next field that is known and set; leaves the message, and is false, at its end.
   */
  boolean next() throws MalformedPayloadException;

  /** Returns the field that {@link #next} found. */
  Field field();

  /** Returns the current field's text. */
  String string() throws MalformedPayloadException;

  /**
   * Returns the current field's id in lower-case hexadecimal, or an empty text for none.
   *
   * @param length its length in bytes
   */
  String id(int length) throws MalformedPayloadException;

  /** Returns the current field's bytes in Base64. */
  String base64() throws MalformedPayloadException;

  /**
   * Returns the current field's integer, 64-bit ones as they are, signed or not, and unsigned ones
   * of 32 bits as positive numbers. Of an enum, its number.
   */
  long integer() throws MalformedPayloadException;

  /** Returns the current field's floating-point number. */
  double real() throws MalformedPayloadException;

  /** Returns the current field's truth value. */
  boolean bool() throws MalformedPayloadException;

  /** Returns an exception that says what is wrong with the current field, and where it is. */
  MalformedPayloadException malformed(String what);
}
