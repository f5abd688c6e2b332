package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.calls.Call;
import io.traceassert.calls.CodePlace;
import io.traceassert.calls.RepeatedCall;
import io.traceassert.calls.SequentialCalls;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with how calls follow each other. Null means that nothing is. */
final class CallRepeats {

  private static final int MOST_EXPLAINED = 5;

  private CallRepeats() {}

  static @Nullable Failure atMost(CallSelection calls, int times) {
    List<RepeatedCall> repeated = calls.calls().repeatedMoreThan(times);
    if (repeated.isEmpty()) {
      return CallBudget.nothingCaptured(
          calls, "expected no repeated %ss %s".formatted(calls.noun(), calls.where()));
    }
    Failure failure = Failure.of(sentence(repeated.get(0)));
    explain(failure, repeated.get(0), calls);
    repeated.stream().skip(1).limit(MOST_EXPLAINED).forEach(each -> {
      failure.because(sentence(each));
      place(each, calls).ifPresent(failure::because);
    });
    more(failure, repeated.size() - 1 - MOST_EXPLAINED);
    repeated.forEach(each -> mark(failure, each));
    return failure.advising(
        "When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than %d."
            .formatted(times));
  }

  private static void more(Failure failure, int number) {
    if (number > 0) {
      failure.because("and %d more".formatted(number));
    }
  }

  private static String sentence(RepeatedCall repeated) {
    String calls = "the same call %d times: %s"
        .formatted(repeated.calls().size(), CallBudget.print(repeated.form()));
    return repeated.above().stream()
        .findFirst()
        .map(above -> Words.span(above) + " made " + calls)
        .orElse("without a parent there is " + calls);
  }

  private static void explain(Failure failure, RepeatedCall repeated, CallSelection calls) {
    place(repeated, calls).ifPresent(failure::because);
    SpanData branch = repeated.branches().get(0);
    if (!isCall(branch, repeated)) {
      failure.because("through %s %s"
          .formatted(
              Words.count(repeated.branches().size(), "span"), Notation.quoted(branch.getName())));
    }
    Duration together = repeated.calls().stream()
        .map(Call::span)
        .filter(SpanData::hasEnded)
        .map(Durations::of)
        .reduce(Duration.ZERO, Duration::plus);
    failure.because("together they took " + Durations.format(together));
  }

  /** Finds the place of the call, or of the nearest span around it which tells one. */
  private static Optional<String> place(RepeatedCall repeated, CallSelection calls) {
    SpanData span = repeated.calls().get(0).span();
    return calls
        .placeOf(span)
        .map(place -> "called at " + place)
        .or(() -> repeated.trace().ancestorsOf(span).stream()
            .takeWhile(above -> Words.service(above).equals(Words.service(span)))
            .flatMap(above -> CodePlace.of(above).stream()
                .map(place -> "called within %s, at %s".formatted(Words.span(above), place)))
            .findFirst());
  }

  private static boolean isCall(SpanData span, RepeatedCall repeated) {
    return repeated.calls().stream().anyMatch(call -> call.span().equals(span));
  }

  private static void mark(Failure failure, RepeatedCall repeated) {
    failure
        .folding(repeated.branches())
        .marking(
            repeated.calls().get(0).span(), "the same call " + repeated.calls().size() + " times")
        .drawing(repeated.trace());
  }

  static @Nullable Failure sequential(CallSelection calls) {
    List<SequentialCalls> found = new ArrayList<>(calls.calls().sequentialWithoutReason());
    if (found.isEmpty()) {
      return calls.traced().independent().isEmpty() ? nothingToCompare(calls) : null;
    }
    found.sort(Comparator.comparing(
        each -> each.longest().minus(each.together()))); // what could be saved, the most first
    SequentialCalls worst = found.get(0);
    Failure failure = Failure.of(sentence(worst));
    worst.calls().stream()
        .limit(MOST_EXPLAINED)
        .forEach(call -> failure.because("%s: %s"
            .formatted(CallBudget.print(call), Durations.format(Durations.of(call.span())))));
    found.stream().skip(1).limit(MOST_EXPLAINED).forEach(each -> failure.because(sentence(each)));
    found.forEach(each -> mark(failure, each));
    return failure.advising(
        "This is a hint: nothing in the trace says that one of them needs the answer of another. A link, or a span between them, would say so.");
  }

  private static String sentence(SequentialCalls calls) {
    return "%s made %d calls one after the other that could run at the same time, as far as the trace shows: together they took %s, the longest %s"
        .formatted(
            Words.span(calls.parent()),
            calls.calls().size(),
            Durations.format(calls.together()),
            Durations.format(calls.longest()));
  }

  private static void mark(Failure failure, SequentialCalls calls) {
    int size = calls.calls().size();
    for (int i = 0; i < size; i++) {
      failure.marking(
          calls.calls().get(i).span(), "%d of %d one after the other".formatted(i + 1, size));
    }
    failure.drawing(calls.trace());
  }

  private static Failure nothingToCompare(CallSelection calls) {
    return Failure.of(
            "cannot tell whether calls %s could run at the same time: no RPC call and no HTTP call of a safe method was captured"
                .formatted(calls.where()))
        .because(
            "statements share a connection, and what changes something may have to keep its order: only GET, HEAD, OPTIONS, TRACE and RPC are looked at")
        .drawing(calls.traces());
  }
}
