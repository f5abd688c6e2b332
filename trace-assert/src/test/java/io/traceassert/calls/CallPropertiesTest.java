package io.traceassert.calls;

import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Compares what is found with slow and obvious ways to find it. */
class CallPropertiesTest {

  private static final List<SpanKind> KINDS = List.of(SpanKind.values());
  private static final List<Attributes> CONVENTIONS = List.of(
      Attributes.empty(),
      Attributes.builder().put("http.request.method", "GET").build(),
      Attributes.builder().put("rpc.method", "a").build(),
      Attributes.builder().put("db.query.text", "SELECT 1").build());

  private static List<SpanData> random(Random random) {
    List<SpanData> spans = new ArrayList<>();
    int size = 1 + random.nextInt(12);
    for (int i = 1; i <= size; i++) {
      int start = random.nextInt(20);
      spans.add(span("s" + random.nextInt(3), i)
          .parent(i == 1 ? 0 : 1 + random.nextInt(i - 1))
          .kind(KINDS.get(random.nextInt(KINDS.size())))
          .service("s" + random.nextInt(2))
          .attributes(CONVENTIONS.get(random.nextInt(CONVENTIONS.size())))
          .during(start, start + random.nextInt(10))
          .build());
    }
    return spans;
  }

  @RepeatedTest(300)
  void numbersAreThoseOfTheObviousWay(RepetitionInfo repetition) {
    Trace trace = Trace.of(random(new Random(repetition.getCurrentRepetition())));
    Calls calls = Calls.of(List.of(trace));
    assertThat(calls.longestChain()).hasSize(longestChain(trace, calls.list()));
    assertThat(calls.largestFanOut().size())
        .isEqualTo(calls.list().stream()
            .flatMap(call -> call.parent().stream())
            .collect(Collectors.groupingBy(SpanData::getSpanId, Collectors.counting()))
            .values()
            .stream()
            .mapToInt(Long::intValue)
            .max()
            .orElse(0));
    for (SpanData span : trace.spans()) {
      assertThat(calls.below(span).list())
          .isEqualTo(calls.list().stream()
              .filter(call -> trace.ancestorsOf(call.span()).contains(span))
              .toList());
    }
  }

  /** Tries every set of children that do not overlap. */
  private static int longestChain(Trace trace, List<Call> calls) {
    return trace.spans().stream()
        .mapToInt(span -> chain(span, trace, calls))
        .max()
        .orElse(0);
  }

  private static int chain(SpanData span, Trace trace, List<Call> calls) {
    int own = calls.stream().anyMatch(call -> call.span() == span) ? 1 : 0;
    List<SpanData> children = trace.childrenOf(span);
    int best = 0;
    for (int set = 0; span.getKind() != SpanKind.PRODUCER && set < 1 << children.size(); set++) {
      List<SpanData> chosen = new ArrayList<>();
      for (int i = 0; i < children.size(); i++) {
        if ((set & 1 << i) != 0 && chain(children.get(i), trace, calls) > 0) {
          chosen.add(children.get(i));
        }
      }
      if (areApart(chosen)) {
        best = Math.max(
            best, chosen.stream().mapToInt(child -> chain(child, trace, calls)).sum());
      }
    }
    return own + best;
  }

  private static boolean areApart(List<SpanData> spans) {
    return spans.stream()
        .allMatch(one -> spans.stream()
            .allMatch(other -> one == other
                || one.getEndEpochNanos() <= other.getStartEpochNanos()
                || other.getEndEpochNanos() <= one.getStartEpochNanos()));
  }

  @Test
  void aDeepTraceAndAWideOneAreRead() {
    List<SpanData> deep = new ArrayList<>();
    List<SpanData> wide = new ArrayList<>();
    wide.add(span("root", 1).during(0, 1_000_000).build());
    for (int i = 1; i <= 100_000; i++) {
      deep.add(span("step", i).parent(i - 1).during(0, 1_000_000).build());
      wide.add(
          span("GET", i + 1).parent(1).kind(SpanKind.CLIENT).during(i, i + 1).build());
    }
    deep.add(span("GET", 200_000).parent(100_000).kind(SpanKind.CLIENT).build());
    Calls far = Calls.of(List.of(Trace.of(deep)));
    assertThat(far.longestChain()).hasSize(1);
    assertThat(far.repeatedMoreThan(1)).isEmpty();
    Calls many = Calls.of(List.of(Trace.of(wide)));
    assertThat(many.longestChain()).hasSize(100_000);
    assertThat(many.largestFanOut()).hasSize(100_000);
    assertThat(many.repeatedMoreThan(2)).hasSize(1);
    assertThat(many.sequentialWithoutReason()).isEmpty();
  }
}
