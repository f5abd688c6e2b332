package io.traceassert.propagation;

import io.traceassert.text.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is read of one format, and what is wrong with it. */
final class ReadingBuilder {

  static final int TRACE_DIGITS = 32;
  static final int SPAN_DIGITS = 16;
  private static final int BITS_PER_DIGIT = 4;

  private final PropagationFormat format;
  private final List<String> headers;
  private final TraceContextLevel level;
  private final Map<String, String> traceState = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable WrittenId traceId;
  private @Nullable WrittenId spanId;
  private Sampling sampling = Sampling.UNDECIDED;

  ReadingBuilder(PropagationFormat format, Carrier carrier, TraceContextLevel level) {
    this.format = format;
    this.level = level;
    headers = carrier.present(format);
  }

  TraceContextLevel level() {
    return level;
  }

  /** Adds a violation unless the condition holds; shows what was found, as a quoted value. */
  boolean check(boolean condition, PropagationRule rule, String found) {
    if (!condition) {
      violated(rule, Secrets.masked(format.title(), found));
    }
    return condition;
  }

  void violated(PropagationRule rule, String found) {
    violations.add(rule.violated(level, found));
  }

  void violated(Violation violation) {
    violations.add(violation);
  }

  /** Takes an id that is written in hexadecimal digits. */
  void traceId(String text, boolean valid) {
    int bits = text.length() > SPAN_DIGITS ? TRACE_DIGITS : SPAN_DIGITS;
    traceId(text, bits * BITS_PER_DIGIT, valid ? text : null);
  }

  void traceId(String text, int bits, @Nullable String digits) {
    traceId = new WrittenId(text, bits, digits == null ? null : normalised(digits, TRACE_DIGITS));
  }

  void spanId(String text, boolean valid) {
    spanId(text, valid ? text : null);
  }

  void spanId(String text, @Nullable String digits) {
    spanId = new WrittenId(
        text,
        SPAN_DIGITS * BITS_PER_DIGIT,
        digits == null ? null : normalised(digits, SPAN_DIGITS));
  }

  private static String normalised(String digits, int length) {
    return Hex.padded(digits.toLowerCase(Locale.ROOT), length);
  }

  void sampled(boolean sampled) {
    sampling = sampled ? Sampling.SAMPLED : Sampling.NOT_SAMPLED;
  }

  /** Keeps a member; of one key the first counts. */
  boolean traceState(String key, String value) {
    return traceState.putIfAbsent(key, value) == null;
  }

  ContextReading build() {
    return new ContextReading(
        format,
        headers,
        traceId,
        spanId,
        sampling,
        Collections.unmodifiableMap(traceState),
        List.copyOf(violations));
  }
}
