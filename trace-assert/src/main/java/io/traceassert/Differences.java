package io.traceassert;

import static java.util.Comparator.comparingLong;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the attributes that tell spans apart. */
final class Differences {

  private static final int MOST_COMPARED = 100;

  private Differences() {}

  /**
   * Returns keys of attributes that are not the same in all spans: the one that tells the most of
   * them apart, texts before numbers, and a second one when the first does not tell all apart.
   */
  static List<String> between(List<SpanData> spans) {
    List<SpanData> compared = spans.subList(0, Math.min(MOST_COMPARED, spans.size()));
    List<Difference> differences = compared.stream()
        .<AttributeKey<?>>flatMap(span -> span.getAttributes().asMap().keySet().stream())
        .distinct()
        .map(key -> new Difference(key, differentValues(key, compared)))
        .filter(difference -> difference.values > 1)
        .sorted()
        .limit(2)
        .toList();
    boolean oneIsEnough = !differences.isEmpty() && differences.get(0).values == compared.size();
    return differences.stream().limit(oneIsEnough ? 1 : 2).map(Difference::name).toList();
  }

  private static long differentValues(AttributeKey<?> key, List<SpanData> spans) {
    Stream<String> values =
        spans.stream().map(span -> Objects.toString(span.getAttributes().get(key)));
    return values.distinct().count();
  }

  private record Difference(AttributeKey<?> key, long values) implements Comparable<Difference> {

    private static final Comparator<Difference> MOST_TELLING = comparingLong(Difference::values)
        .reversed()
        .thenComparing(difference -> difference.key.getType())
        .thenComparing(Difference::name);

    String name() {
      return key.getKey();
    }

    @Override
    public int compareTo(Difference other) {
      return MOST_TELLING.compare(this, other);
    }
  }
}
