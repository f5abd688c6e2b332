package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.calls.Call;
import io.traceassert.calls.CallKind;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the number of calls. Null means that nothing is. */
final class CallBudget {

  private static final int MOST_FORMS = 5;

  private CallBudget() {}

  static @Nullable Failure size(CallSelection calls, SizeRange expected) {
    String expectation = expectation(expected, calls);
    if (!expected.contains(calls.size())) {
      return wrongSize(expectation, calls, expected);
    }
    Failure nothing = expected.isExact() ? null : nothingCaptured(calls, expectation);
    return nothing == null ? undecided(expectation, calls, expected) : nothing;
  }

  private static String expectation(SizeRange expected, CallSelection calls) {
    int last = expected.max() == Integer.MAX_VALUE ? expected.min() : expected.max();
    return last == 0
        ? "expected no %s %s".formatted(calls.noun(), calls.where())
        : "expected %s %s%s %s"
            .formatted(expected, calls.noun(), last == 1 ? "" : "s", calls.where());
  }

  private static Failure wrongSize(String expectation, CallSelection calls, SizeRange expected) {
    Failure failure = Failure.of("%s, but there %s %s"
        .formatted(
            expectation, Words.isAre(calls.size()), calls.isEmpty() ? "none" : calls.size()));
    forms(failure, calls);
    if (calls.size() < expected.min()) {
      explainMissing(failure, calls);
    }
    number(failure, calls);
    return failure
        .drawing(calls.traces())
        .comparing(expected.isExact() ? expected.min() : expected, calls.size());
  }

  /** Lists what is called, the most frequent first. */
  private static void forms(Failure failure, List<Call> calls) {
    Map<String, Integer> times = new LinkedHashMap<>();
    calls.forEach(call -> times.merge(print(call), 1, Integer::sum));
    times.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_FORMS)
        .forEach(entry -> failure.because(
            entry.getKey() + (entry.getValue() == 1 ? "" : "  x" + entry.getValue())));
    if (times.size() > MOST_FORMS) {
      failure.because("and %d more".formatted(times.size() - MOST_FORMS));
    }
  }

  /** Prints what is called on one line. */
  static String print(Call call) {
    return print(call.form());
  }

  static String print(String form) {
    return Secrets.isSecret("", form) ? "***" : Secrets.shortened(Notation.escaped(form));
  }

  private static void number(Failure failure, List<Call> calls) {
    for (int i = 0; i < calls.size(); i++) {
      failure.marking(calls.get(i).span(), (i + 1) + " of " + calls.size());
    }
  }

  private static void explainMissing(Failure failure, CallSelection calls) {
    List<Call> traced = calls.traced().list();
    String caller = calls.caller();
    if (traced.isEmpty()) {
      failure.because("no %s was captured at all".formatted(calls.noun()));
      failure.advising(instrumented(calls.kind()));
    } else if (caller != null && traced.stream().noneMatch(call -> call.caller().equals(caller))) {
      failure.because(others("come from", traced, Call::caller));
    } else if (calls.callee() != null) {
      failure.because(others("lead to", traced, Call::callee));
    }
  }

  private static String others(String verb, List<Call> calls, Function<Call, String> service) {
    List<String> names = calls.stream()
        .map(service)
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
    return names.isEmpty()
        ? "no attribute tells where the calls %s".formatted(verb)
        : "calls %s %s".formatted(verb, Words.names(names));
  }

  /**
   * Fails a bound that holds because there is nothing to be counted: the kind of call is not
   * traced, or the name of a service has a mistake in it.
   */
  static @Nullable Failure nothingCaptured(CallSelection calls, String expectation) {
    if (!calls.isEmpty()) {
      return null;
    }
    if (calls.traced().list().isEmpty()) {
      return Failure.of("%s, but no %s was captured at all".formatted(expectation, calls.noun()))
          .drawing(calls.traces())
          .advising(instrumented(calls.kind()) + " isEmpty() says that there shall be none.");
    }
    List<Call> all = calls.everywhere().list();
    Failure caller = unknown(calls, expectation, calls.caller(), "from", all, Call::caller);
    return caller != null
        ? caller
        : unknown(calls, expectation, calls.callee(), "to", all, Call::callee);
  }

  private static @Nullable Failure unknown(
      CallSelection calls,
      String expectation,
      @Nullable String service,
      String preposition,
      List<Call> all,
      Function<Call, String> of) {
    List<String> known = all.stream().map(of).filter(name -> !name.isEmpty()).toList();
    return service == null || known.contains(service)
        ? null
        : Failure.of("%s, but no call %s %s was captured at all"
                .formatted(expectation, preposition, Notation.quoted(service)))
            .because("nearest: " + Words.names(Spelling.nearest(service, known)))
            .drawing(calls.traces())
            .advising("isEmpty() says that there shall be none.");
  }

  private static String instrumented(@Nullable CallKind kind) {
    return kind == null
        ? "Are the clients instrumented? A call is a span of kind CLIENT or PRODUCER."
        : switch (kind) {
          case HTTP ->
            "Is the HTTP client instrumented? Its spans have the kind CLIENT and attributes http.*.";
          case RPC ->
            "Is the RPC client instrumented? Its spans have the kind CLIENT and attributes rpc.*.";
          case DATABASE ->
            "Is the database driver instrumented? Its spans have the kind CLIENT and attributes db.*.";
          case MESSAGING ->
            "Is the client of the broker instrumented? Spans of what it sends have the kind PRODUCER, or CLIENT and attributes messaging.*.";
          case OTHER -> "Is there a span of kind CLIENT?";
        };
  }

  /** What was dropped is not asserted to be absent. */
  private static @Nullable Failure undecided(
      String expectation, CallSelection calls, SizeRange expected) {
    List<SpanData> undecided = calls.undecided();
    if (expected.contains(calls.size() + undecided.size())) {
      return null;
    }
    Failure failure = Failure.of("%s, but cannot decide for %s"
        .formatted(expectation, Words.count(undecided.size(), "span")));
    undecided.stream()
        .limit(MOST_FORMS)
        .forEach(span -> failure.because("%s: %s: what kind of call it is may be among them"
            .formatted(Words.span(span), Dropped.attributes(span).sentence())));
    undecided.forEach(span -> failure.marking(span, "cannot decide"));
    return failure.drawing(calls.traces()).advising(SpanLimit.ATTRIBUTES.advice());
  }

  static @Nullable Failure chain(CallSelection calls, int max) {
    String expectation = "expected no chain of more than %s %s"
        .formatted(Words.count(max, calls.noun()), calls.where());
    List<Call> chain = calls.calls().longestChain();
    if (chain.size() <= max) {
      return nothingCaptured(calls, expectation);
    }
    Failure failure = Failure.of("%s, but there is one of %d".formatted(expectation, chain.size()));
    chain.stream().limit(MOST_FORMS).forEach(call -> failure.because(print(call)));
    if (chain.size() > MOST_FORMS) {
      failure.because("and %d more".formatted(chain.size() - MOST_FORMS));
    }
    number(failure, chain);
    return failure
        .drawing(calls.traces())
        .advising("Each of them starts after the one before has ended, or is made within it.")
        .comparing(SizeRange.atMost(max), chain.size());
  }

  static @Nullable Failure fanOut(CallSelection calls, int max) {
    String expectation = "expected that one span makes at most %s %s"
        .formatted(Words.count(max, calls.noun()), calls.where());
    List<Call> most = calls.calls().largestFanOut();
    if (most.size() <= max) {
      return nothingCaptured(calls, expectation);
    }
    SpanData parent = most.get(0).parent().orElseThrow();
    Failure failure =
        Failure.of("%s, but %s makes %d".formatted(expectation, Words.span(parent), most.size()));
    forms(failure, most);
    number(failure, most);
    return failure
        .marking(parent, "makes " + Words.count(most.size(), calls.noun()))
        .drawing(calls.traces())
        .comparing(SizeRange.atMost(max), most.size());
  }

  static @Nullable Failure spansPerCall(CallSelection calls, int max) {
    String expectation = "expected at most %s below each %s %s"
        .formatted(Words.count(max, "span"), calls.noun(), calls.where());
    Failure nothing = nothingCaptured(calls, expectation);
    if (nothing != null || calls.isEmpty()) {
      return nothing;
    }
    List<Call> byCause =
        calls.stream().sorted(comparing(calls::spansBelow).reversed()).toList();
    Call first = byCause.get(0);
    int most = calls.spansBelow(first);
    if (most > 0 && most <= max) {
      return null;
    }
    return most == 0
        ? nothingBelow(calls, expectation)
        : tooManyBelow(
            calls,
            "%s, but %s has %d".formatted(expectation, Words.span(first.span()), most),
            byCause.stream().takeWhile(call -> calls.spansBelow(call) > max).toList());
  }

  private static Failure nothingBelow(CallSelection calls, String expectation) {
    return Failure.of("%s, but no span below any of them was captured".formatted(expectation))
        .drawing(calls.traces())
        .advising(
            "Is what answers traced, and does it continue the trace? A bound on what is not there would hold for ever.");
  }

  private static Failure tooManyBelow(CallSelection calls, String what, List<Call> exceeding) {
    Failure failure = Failure.of(what);
    forms(failure, exceeding);
    exceeding.forEach(call ->
        failure.marking(call.span(), Words.count(calls.spansBelow(call), "span") + " below it"));
    return failure.drawing(calls.traces());
  }
}
