package io.traceassert;

import io.traceassert.propagation.BaggageReading.Member;
import io.traceassert.propagation.Carrier;
import io.traceassert.propagation.ContextReading;
import io.traceassert.propagation.Propagation;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows the headers that propagate something, and of these no secret. */
final class CarrierText {

  private static final Pattern PAIR = Pattern.compile("([^=,;\\s]+)=([^,;]*)");
  private static final String MASK = "***";

  private CarrierText() {}

  static Failure show(Failure failure, Carrier carrier, Propagation propagation) {
    propagation.readings().forEach(reading -> show(failure, carrier, reading));
    propagation.baggage().members().stream()
        .collect(Collectors.groupingBy(Member::header, LinkedHashMap::new, Collectors.toList()))
        .forEach((header, members) -> failure.fact(
            Notation.visible(header),
            members.stream().map(CarrierText::member).collect(Collectors.joining(","))));
    return failure;
  }

  private static void show(Failure failure, Carrier carrier, ContextReading reading) {
    for (String header : reading.headers()) {
      for (String value : carrier.values(header)) {
        failure.fact(header, value(value));
      }
    }
  }

  private static String value(String value) {
    String masked = PAIR.matcher(value)
        .replaceAll(pair ->
            Matcher.quoteReplacement(pair.group(1) + "=" + visible(pair.group(1), pair.group(2))));
    return Secrets.isSecret("", masked) ? MASK : Secrets.shortened(Notation.visible(masked));
  }

  private static String member(Member member) {
    String value = member.isSecret() ? MASK : Secrets.shortened(Notation.visible(member.value()));
    return Notation.visible(member.key()) + "=" + value;
  }

  private static String visible(String key, String value) {
    return Secrets.isSecret(key, value) ? MASK : value;
  }

  /** Names what a format is read of: its header, or the format if it has several. */
  static String name(ContextReading reading) {
    return reading.format() == PropagationFormat.W3C
            || reading.format().headers().size() == 1
        ? reading.headers().get(0)
        : reading.format().title();
  }

  /** Prints the members of a trace state. */
  static String members(Map<String, String> state) {
    return state.isEmpty()
        ? "no members"
        : state.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + visible(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(","));
  }
}
