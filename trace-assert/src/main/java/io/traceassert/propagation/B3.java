package io.traceassert.propagation;

import static io.traceassert.propagation.ReadingBuilder.SPAN_DIGITS;
import static io.traceassert.propagation.ReadingBuilder.TRACE_DIGITS;

import io.traceassert.text.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads B3 in one header and in several. Source: <a
 * href="https://github.com/openzipkin/b3-propagation">B3 Propagation</a>.
 */
final class B3 {

  private static final String SINGLE = "b3";
  private static final List<String> DECISIONS = List.of("0", "1", "d");
  private static final int SAMPLING = 2;
  private static final int PARENT = 3;
  private static final int FIELDS = 4;

  private final ReadingBuilder reading;

  private B3(ReadingBuilder reading) {
    this.reading = reading;
  }

  static void single(Carrier carrier, ReadingBuilder reading) {
    String value = carrier.first(SINGLE);
    if (value != null) {
      new B3(reading).single(value);
    }
  }

  private void single(String value) {
    List<String> fields = List.of(value.split("-", -1));
    if (DECISIONS.contains(value)) {
      decision(value);
    } else if (fields.size() < 2 || fields.size() > FIELDS) {
      reading.violated(PropagationRule.B3_FIELDS, Secrets.masked(SINGLE, value));
    } else {
      traceId(fields.get(0));
      spanId(fields.get(1));
      if (fields.size() > SAMPLING
          && reading.check(
              DECISIONS.contains(fields.get(SAMPLING)),
              PropagationRule.B3_SAMPLING,
              fields.get(SAMPLING))) {
        decision(fields.get(SAMPLING));
      }
      parent(fields.size() > PARENT ? fields.get(PARENT) : null);
    }
  }

  private void decision(String decision) {
    reading.sampled(!decision.equals("0"));
  }

  static void multi(Carrier carrier, ReadingBuilder reading) {
    new B3(reading).multi(carrier);
  }

  private void multi(Carrier carrier) {
    String traceId = carrier.first("X-B3-TraceId");
    String spanId = carrier.first("X-B3-SpanId");
    if (traceId != null) {
      traceId(traceId);
    } else if (spanId != null) {
      reading.violated(PropagationRule.B3_TRACE_ID, "no X-B3-TraceId");
    }
    if (spanId != null) {
      spanId(spanId);
    } else if (traceId != null) {
      reading.violated(PropagationRule.B3_SPAN_ID, "no X-B3-SpanId");
    }
    sampled(carrier.first("X-B3-Sampled"), carrier.first("X-B3-Flags"));
    parent(carrier.first("X-B3-ParentSpanId"));
  }

  /** Tracers that are older than the specification write true and false. */
  private void sampled(@Nullable String sampled, @Nullable String flags) {
    if (sampled != null) {
      reading.check(
          sampled.equals("0") || sampled.equals("1"), PropagationRule.B3_SAMPLING, sampled);
    }
    boolean debug = "1".equals(flags);
    if (debug || "1".equals(sampled) || "true".equals(sampled)) {
      reading.sampled(true);
    } else if ("0".equals(sampled) || "false".equals(sampled)) {
      reading.sampled(false);
    }
  }

  private void traceId(String id) {
    boolean valid =
        (Hex.isLower(id, TRACE_DIGITS) || Hex.isLower(id, SPAN_DIGITS)) && !Hex.isZero(id);
    reading.traceId(id, reading.check(valid, PropagationRule.B3_TRACE_ID, id));
  }

  private void spanId(String id) {
    boolean valid = Hex.isLower(id, SPAN_DIGITS) && !Hex.isZero(id);
    reading.spanId(id, reading.check(valid, PropagationRule.B3_SPAN_ID, id));
  }

  private void parent(@Nullable String id) {
    if (id != null) {
      reading.check(Hex.isLower(id, SPAN_DIGITS), PropagationRule.B3_PARENT_SPAN_ID, id);
    }
  }
}
