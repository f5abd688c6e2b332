package io.traceassert.propagation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a carrier says of a trace, in every format that it has headers of. Nothing that headers can
 * have makes reading throw.
 *
 * @param readings one for each format of which there is a header, in the order of
 *     {@link PropagationFormat}
 * @param baggage what it carries as baggage
 */
public record Propagation(List<ContextReading> readings, BaggageReading baggage) {

  /**
   * Reads headers by level 2 of W3C Trace Context.
   *
   * @param carrier the headers
   * @return what they say
   */
  public static Propagation of(Carrier carrier) {
    return of(carrier, TraceContextLevel.LEVEL_2);
  }

  /**
   * Reads headers.
   *
   * @param carrier the headers
   * @param level by which {@code traceparent} and {@code tracestate} are judged
   * @return what they say
   */
  public static Propagation of(Carrier carrier, TraceContextLevel level) {
    requireNonNull(carrier, "carrier");
    requireNonNull(level, "level");
    List<ContextReading> readings = new ArrayList<>();
    for (PropagationFormat format : PropagationFormat.values()) {
      if (!carrier.present(format).isEmpty()) {
        ReadingBuilder reading = new ReadingBuilder(format, carrier, level);
        read(format, carrier, reading);
        readings.add(reading.build());
      }
    }
    return new Propagation(List.copyOf(readings), Baggage.read(carrier));
  }

  private static void read(PropagationFormat format, Carrier carrier, ReadingBuilder reading) {
    switch (format) {
      case W3C -> {
        Traceparent.read(carrier, reading);
        Tracestate.read(carrier, reading);
      }
      case B3_SINGLE -> B3.single(carrier, reading);
      case B3_MULTI -> B3.multi(carrier, reading);
      case JAEGER -> Jaeger.read(carrier, reading);
      case XRAY -> Xray.read(carrier, reading);
      case DATADOG -> Datadog.read(carrier, reading);
    }
  }

  /**
   * Returns the readings in which a receiver finds a context.
   *
   * @return those of which {@link ContextReading#isContext} holds
   */
  public List<ContextReading> contexts() {
    return readings.stream().filter(ContextReading::isContext).toList();
  }

  /**
   * Returns what is said in one format.
   *
   * @param format which
   * @return empty if none of its headers is there
   */
  public Optional<ContextReading> in(PropagationFormat format) {
    requireNonNull(format, "format");
    return readings.stream().filter(reading -> reading.format() == format).findFirst();
  }
}
