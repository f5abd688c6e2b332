package io.traceassert.propagation;

import io.traceassert.text.Words;
import java.util.List;

/**
 * Reads {@code traceparent}. Source: W3C Trace Context, <a
 * href="https://www.w3.org/TR/trace-context-2/#traceparent-header">section 3.2</a>.
 */
final class Traceparent {

  static final String HEADER = "traceparent";
  private static final int VERSION = 0;
  private static final int TRACE_ID = 1;
  private static final int PARENT_ID = 2;
  private static final int FLAGS = 3;
  private static final int FIELDS = 4;
  private static final int FLAG_DIGITS = 2;
  private static final int SAMPLED = 1;
  private static final int RANDOM = 2;

  private final ReadingBuilder reading;

  private Traceparent(ReadingBuilder reading) {
    this.reading = reading;
  }

  static void read(Carrier carrier, ReadingBuilder reading) {
    List<String> values = carrier.values(HEADER);
    if (values.size() > 1) {
      reading.violated(PropagationRule.TRACEPARENT_ONCE, values.size() + " of them");
    }
    if (!values.isEmpty()) {
      new Traceparent(reading).read(values.get(0));
    }
  }

  private void read(String value) {
    List<String> fields = List.of(value.split("-", -1));
    String version = fields.get(VERSION);
    version(version);
    boolean known = version.equals("00");
    if (fields.size() < FIELDS || (known && fields.size() > FIELDS)) {
      reading.violated(PropagationRule.TRACEPARENT_FIELDS, Words.count(fields.size(), "field"));
    }
    if (fields.size() > TRACE_ID) {
      String id = fields.get(TRACE_ID);
      reading.traceId(id, traceId(id));
    }
    if (fields.size() > PARENT_ID) {
      String id = fields.get(PARENT_ID);
      reading.spanId(id, parentId(id));
    }
    if (fields.size() > FLAGS) {
      flags(fields.get(FLAGS), known);
    }
  }

  private void version(String version) {
    reading.check(
        version.length() == FLAG_DIGITS, PropagationRule.TRACEPARENT_VERSION_LENGTH, version);
    characters(
        version,
        PropagationRule.TRACEPARENT_VERSION_CHARACTERS,
        PropagationRule.TRACEPARENT_VERSION_UPPER_CASE);
    reading.check(!version.equalsIgnoreCase("ff"), PropagationRule.TRACEPARENT_VERSION_FF, version);
  }

  private boolean traceId(String id) {
    reading.check(id.length() == ReadingBuilder.TRACE_DIGITS, PropagationRule.TRACE_ID_LENGTH, id);
    characters(id, PropagationRule.TRACE_ID_CHARACTERS, PropagationRule.TRACE_ID_UPPER_CASE);
    reading.check(id.isEmpty() || !Hex.isZero(id), PropagationRule.TRACE_ID_ZERO, id);
    return Hex.isLower(id, ReadingBuilder.TRACE_DIGITS) && !Hex.isZero(id);
  }

  private boolean parentId(String id) {
    reading.check(id.length() == ReadingBuilder.SPAN_DIGITS, PropagationRule.PARENT_ID_LENGTH, id);
    characters(id, PropagationRule.PARENT_ID_CHARACTERS, PropagationRule.PARENT_ID_UPPER_CASE);
    reading.check(id.isEmpty() || !Hex.isZero(id), PropagationRule.PARENT_ID_ZERO, id);
    return Hex.isLower(id, ReadingBuilder.SPAN_DIGITS) && !Hex.isZero(id);
  }

  private void flags(String flags, boolean known) {
    PropagationRule length =
        known ? PropagationRule.TRACE_FLAGS_LENGTH : PropagationRule.TRACEPARENT_FUTURE_VERSION;
    if (reading.check(flags.length() == FLAG_DIGITS, length, flags)) {
      characters(
          flags, PropagationRule.TRACE_FLAGS_CHARACTERS, PropagationRule.TRACE_FLAGS_UPPER_CASE);
    }
    if (Hex.isLower(flags, FLAG_DIGITS)) {
      int bits = Integer.parseInt(flags, 16);
      reading.sampled((bits & SAMPLED) != 0);
      reading.check(
          !known || (bits & ~defined()) == 0, PropagationRule.TRACE_FLAGS_RESERVED, flags);
    }
  }

  private void characters(String text, PropagationRule digits, PropagationRule lowerCase) {
    reading.check(text.isEmpty() || Hex.isHex(text), digits, text);
    reading.check(!Hex.isHex(text) || !Hex.hasUpperCase(text), lowerCase, text);
  }

  private int defined() {
    return reading.level() == TraceContextLevel.LEVEL_1 ? SAMPLED : SAMPLED | RANDOM;
  }
}
