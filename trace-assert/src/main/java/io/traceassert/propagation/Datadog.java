package io.traceassert.propagation;

import static io.traceassert.propagation.ReadingBuilder.SPAN_DIGITS;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of Datadog. Source: <a
 * href="https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/">Datadog,
 * Trace Context Propagation</a>; ids are decimal numbers of 64 bits, and the upper half of a trace
 * id of 128 bits is the tag {@code _dd.p.tid} in hexadecimal.
 */
final class Datadog {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
  private static final Pattern PRIORITY = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern TID = Pattern.compile("(?:^|,)\\s*_dd\\.p\\.tid=([^,]*)");
  private static final int BITS = 64;

  private final ReadingBuilder reading;

  private Datadog(ReadingBuilder reading) {
    this.reading = reading;
  }

  static void read(Carrier carrier, ReadingBuilder reading) {
    new Datadog(reading).read(carrier);
  }

  private void read(Carrier carrier) {
    String traceId = carrier.first("x-datadog-trace-id");
    String parentId = carrier.first("x-datadog-parent-id");
    if (traceId != null) {
      traceId(traceId, carrier.first("x-datadog-tags"));
    } else if (parentId != null) {
      reading.violated(PropagationRule.DATADOG_TRACE_ID, "no x-datadog-trace-id");
    }
    if (parentId != null) {
      parentId(parentId);
    }
    String priority = carrier.first("x-datadog-sampling-priority");
    if (priority != null
        && reading.check(
            PRIORITY.matcher(priority).matches(),
            PropagationRule.DATADOG_SAMPLING_PRIORITY,
            priority)) {
      reading.sampled(Integer.parseInt(priority) > 0);
    }
  }

  private void traceId(String text, @Nullable String tags) {
    String lower = digits(text);
    boolean valid = lower != null && !Hex.isZero(lower);
    reading.check(valid, PropagationRule.DATADOG_TRACE_ID, text);
    String upper = tags == null ? null : upper(tags);
    String digits = upper == null ? lower : upper + lower;
    reading.traceId(text, upper == null ? BITS : 2 * BITS, valid ? digits : null);
  }

  private @Nullable String upper(String tags) {
    Matcher tag = TID.matcher(tags);
    if (!tag.find()) {
      return null;
    }
    String upper = tag.group(1).strip();
    boolean valid = Hex.isHex(upper) && upper.length() == SPAN_DIGITS;
    return reading.check(valid, PropagationRule.DATADOG_TID, upper) ? upper : null;
  }

  /** A parent of 0 says that there is none. */
  private void parentId(String text) {
    String digits = digits(text);
    reading.check(digits != null, PropagationRule.DATADOG_PARENT_ID, text);
    if (digits == null || !Hex.isZero(digits)) {
      reading.spanId(text, digits);
    }
  }

  private static @Nullable String digits(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() > BITS ? null : Hex.padded(number.toString(16), SPAN_DIGITS);
  }
}
