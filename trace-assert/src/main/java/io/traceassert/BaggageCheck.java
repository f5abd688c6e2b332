package io.traceassert;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Origin;
import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the baggage that was in the context in which a span began. */
final class BaggageCheck {

  private static final String ADVICE =
      "Baggage is seen only of spans that this JVM captures. For others let a BaggageSpanProcessor copy it to attributes, and assert on"
          + " these.";

  private BaggageCheck() {}

  /**
   * Checks one entry.
   *
   * @param value null if any will do
   */
  static @Nullable Failure entry(SpanData span, Scene scene, String key, @Nullable String value) {
    Optional<Baggage> baggage = scene.originOf(span).map(Origin::baggage);
    if (baggage.isEmpty()) {
      return SpanFailure.of(span, scene, "cannot tell its baggage", "baggage is not known")
          .advising(ADVICE);
    }
    String actual = baggage.get().getEntryValue(key);
    if (actual != null && (value == null || value.equals(actual))) {
      return null;
    }
    String expected = value == null ? key : key + "=" + masked(key, value);
    return SpanFailure.of(
        span,
        scene,
        "expected baggage %s, but %s".formatted(expected, there(baggage.get(), key, actual)),
        "expected baggage " + expected);
  }

  private static String there(Baggage baggage, String key, @Nullable String actual) {
    if (actual != null) {
      return "it was " + masked(key, actual);
    }
    Set<String> all = new TreeSet<>();
    baggage.forEach((name, entry) -> all.add(name + "=" + masked(name, entry.getValue())));
    return all.isEmpty() ? "there was none" : "there was only " + Words.list(all);
  }

  private static String masked(String key, String value) {
    return Secrets.masked(key, value);
  }
}
