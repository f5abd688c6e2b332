package io.traceassert.propagation;

import io.traceassert.text.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code X-Amzn-Trace-Id}. Source: <a
 * href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">AWS
 * X-Ray concepts, Tracing header</a>. A load balancer sends a Root without a Parent.
 */
final class Xray {

  private static final String HEADER = "X-Amzn-Trace-Id";
  private static final Pattern ROOT = Pattern.compile("1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})");
  private static final String UNDECIDED = "?";
  private static final int TRACE_BITS = 128;

  private Xray() {}

  static void read(Carrier carrier, ReadingBuilder reading) {
    String value = carrier.first(HEADER);
    if (value == null) {
      return;
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : value.split(";", -1)) {
      int equals = field.indexOf('=');
      if (equals >= 0) {
        fields.putIfAbsent(
            field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      } else if (!field.isBlank()) {
        reading.violated(PropagationRule.XRAY_FIELDS, Secrets.masked(HEADER, field));
      }
    }
    read(fields, reading);
  }

  private static void read(Map<String, String> fields, ReadingBuilder reading) {
    String parent = fields.get("Parent");
    root(fields.get("Root"), parent, reading);
    if (parent != null) {
      boolean valid =
          Hex.isHex(parent) && parent.length() == ReadingBuilder.SPAN_DIGITS && !Hex.isZero(parent);
      reading.spanId(parent, reading.check(valid, PropagationRule.XRAY_PARENT, parent));
    }
    sampled(fields.getOrDefault("Sampled", UNDECIDED), reading);
  }

  private static void sampled(String sampled, ReadingBuilder reading) {
    switch (sampled) {
      case "1" -> reading.sampled(true);
      case "0" -> reading.sampled(false);
      case UNDECIDED -> {}
      default -> reading.check(false, PropagationRule.XRAY_SAMPLED, sampled);
    }
  }

  private static void root(@Nullable String root, @Nullable String parent, ReadingBuilder reading) {
    if (root != null) {
      Matcher matcher = ROOT.matcher(root);
      String digits = matcher.matches() ? matcher.group(1) + matcher.group(2) : "";
      boolean valid = reading.check(!Hex.isZero(digits), PropagationRule.XRAY_ROOT, root);
      reading.traceId(root, TRACE_BITS, valid ? digits : null);
    } else if (parent != null) {
      reading.violated(PropagationRule.XRAY_ROOT, "no Root");
    }
  }
}
