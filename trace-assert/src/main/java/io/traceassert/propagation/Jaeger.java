package io.traceassert.propagation;

import static io.traceassert.propagation.ReadingBuilder.SPAN_DIGITS;
import static io.traceassert.propagation.ReadingBuilder.TRACE_DIGITS;

import io.traceassert.text.Secrets;
import java.util.List;

/**
 * Reads {@code uber-trace-id}. Source: <a
 * href="https://www.jaegertracing.io/docs/1.62/client-libraries/#propagation-format">the
 * propagation format of Jaeger's clients</a>.
 */
final class Jaeger {

  private static final String HEADER = "uber-trace-id";
  private static final int FIELDS = 4;
  private static final int FLAGS = 3;
  private static final int MOST_FLAG_DIGITS = 2;
  private static final int SAMPLED_OR_DEBUG = 3;

  private Jaeger() {}

  static void read(Carrier carrier, ReadingBuilder reading) {
    String value = carrier.first(HEADER);
    if (value == null) {
      return;
    }
    String decoded = value.indexOf(':') < 0 ? PercentCode.decode(value) : value;
    List<String> fields = List.of(decoded.split(":", -1));
    if (fields.size() == FIELDS) {
      read(fields, reading);
    } else {
      reading.violated(PropagationRule.JAEGER_FIELDS, Secrets.masked(HEADER, value));
    }
  }

  private static void read(List<String> fields, ReadingBuilder reading) {
    String traceId = fields.get(0);
    reading.traceId(
        traceId,
        reading.check(isId(traceId, TRACE_DIGITS), PropagationRule.JAEGER_TRACE_ID, traceId));
    String spanId = fields.get(1);
    reading.spanId(
        spanId, reading.check(isId(spanId, SPAN_DIGITS), PropagationRule.JAEGER_SPAN_ID, spanId));
    String flags = fields.get(FLAGS);
    if (reading.check(
        Hex.isHex(flags) && flags.length() <= MOST_FLAG_DIGITS,
        PropagationRule.JAEGER_FLAGS,
        flags)) {
      reading.sampled((Integer.parseInt(flags, 16) & SAMPLED_OR_DEBUG) != 0);
    }
  }

  private static boolean isId(String text, int mostDigits) {
    return Hex.isHex(text) && text.length() <= mostDigits && !Hex.isZero(text);
  }
}
