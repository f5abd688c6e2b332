package io.traceassert;

import io.traceassert.calls.Call;
import io.traceassert.calls.CallKind;
import io.traceassert.calls.Calls;
import io.traceassert.text.Words;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on calls to other processes. What a call is, and when several spans are one, says
 * {@link Calls}.
 *
 * <p>An upper bound fails when no such call was captured at all: without instrumentation it would
 * hold forever. That there shall be none is said by {@link #isEmpty()}.
 */
public final class CallsAssert extends TracingAssert<CallsAssert, List<Call>> {

  CallsAssert(List<Call> actual, View view, Function<Scene, Found<List<Call>>> selector) {
    super(actual, CallsAssert.class, view, selector);
  }

  /**
   * Goes on to those of the calls that a service makes.
   *
   * @param service {@code service.name} of the caller
   * @return assertions on these calls; there may be none
   * @throws IllegalArgumentException if the name is blank
   */
  @CheckReturnValue
  public CallsAssert from(String service) {
    Arguments.notBlank(service, "service");
    return narrowed(selection -> selection.from(service));
  }

  /**
   * Goes on to those of the calls that lead to a service, or to another process.
   *
   * <pre>{@code
   * assertThat(traces).calls().from("order").to("payment").hasSize(1);
   * assertThat(traces).calls().to("postgresql").hasSizeAtMost(3);
   * }</pre>
   *
   * @param service {@code service.name} of what answers; of a callee that is not traced,
   *     {@code peer.service}, or else the name of the database or messaging system, or else the
   *     host
   * @return assertions on these calls; there may be none
   * @throws IllegalArgumentException if the name is blank
   */
  @CheckReturnValue
  public CallsAssert to(String service) {
    Arguments.notBlank(service, "service");
    return narrowed(selection -> selection.to(service));
  }

  private CallsAssert narrowed(UnaryOperator<CallSelection> choice) {
    return navigate(
        (calls, scene) -> Found.value(choice.apply((CallSelection) calls)), CallsAssert::new);
  }

  /**
   * Verifies how many calls there are.
   *
   * @param size the expected number of calls, 0 or more
   * @return this
   * @throws IllegalArgumentException if the size is negative
   * @throws TraceAssertionError if there are more or fewer
   */
  public CallsAssert hasSize(int size) {
    return has(SizeRange.exactly(Arguments.notNegative(size, "size")));
  }

  /**
   * Verifies how many calls there are.
   *
   * @param min the least number of calls, 0 or more
   * @param max the greatest number of calls
   * @return this
   * @throws IllegalArgumentException if {@code min} is negative or greater than {@code max}
   * @throws TraceAssertionError if there are more or fewer, or no such call was captured at all
   */
  public CallsAssert hasSizeBetween(int min, int max) {
    return has(SizeRange.between(min, max));
  }

  /**
   * Verifies that there are so many calls or more.
   *
   * @param min the least number of calls, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if there are fewer
   */
  public CallsAssert hasSizeAtLeast(int min) {
    return has(SizeRange.atLeast(Arguments.atLeastOne(min, "min", ": there are always 0 or more")));
  }

  /**
   * Verifies that there are so many calls or fewer.
   *
   * <pre>{@code
   * assertThat(traces).databaseCalls().hasSizeAtMost(3); // fails when there are 4, and when the driver is not instrumented
   * }</pre>
   *
   * @param max the greatest number of calls, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if there are more, with what is called how often; or if no such
   *     call was captured at all
   */
  public CallsAssert hasSizeAtMost(int max) {
    return has(SizeRange.atMost(Arguments.atLeastOne(max, "max", "; use isEmpty()")));
  }

  /**
   * Verifies that there is no such call. This does not hold of an empty capture, nor of one that is
   * not settled.
   *
   * @return this
   * @throws TraceAssertionError if there is one
   */
  public CallsAssert isEmpty() {
    return has(SizeRange.exactly(0));
  }

  /**
   * Verifies that there is such a call.
   *
   * @return this
   * @throws TraceAssertionError if there is none
   */
  public CallsAssert isNotEmpty() {
    return has(SizeRange.atLeast(1));
  }

  private CallsAssert has(SizeRange expected) {
    return check(selection -> CallBudget.size(selection, expected));
  }

  /**
   * Verifies that no call is made again and again, as one query for each row of another is (N+1):
   * no span makes more than two calls of the same form, which is a statement or route apart from
   * its parameters; neither itself, nor through internal spans of one name below it.
   *
   * <p>Two, because two may be meant: one account to debit, one to credit. Three of a form are what
   * a loop over the few rows of a test looks like. Monitoring waits for five or more, since it sees
   * the rows of production: Sentry for <a
   * href="https://docs.sentry.io/product/issues/performance-issues/n-one-queries/">more than
   * five</a>, Digma for <a
   * href="https://docs.digma.ai/digma-developer-guide/digma-features/insights/suspected-n+1">five</a>.
   * A failed attempt is not counted besides the one that follows it.
   *
   * @return this
   * @throws TraceAssertionError if one is; the message names the span, the call, how often, and the
   *     line of the source if an attribute {@code code.*} tells; or if no such call was captured
   */
  public CallsAssert areNotRepeated() {
    return areRepeatedAtMost(Calls.REPEATED_AT_MOST);
  }

  /**
   * Verifies that no call is made more often than that by one span, as {@link #areNotRepeated}
   * says.
   *
   * @param times how often, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if one is made more often, or no such call was captured
   */
  public CallsAssert areRepeatedAtMost(int times) {
    Arguments.atLeastOne(times, "times", "; use isEmpty()");
    return check(selection -> CallRepeats.atMost(selection, times));
  }

  /**
   * Verifies how many calls wait for each other at the most: each starts after the one before has
   * ended, or is made within it. Calls that overlap count once, so this is the number of round
   * trips that nothing but fewer calls, or calls at the same time, can save. Only times of one
   * clock are compared; what a message causes is not waited for.
   *
   * <pre>{@code
   * assertThat(traces).calls().hasLongestChainAtMost(3);
   * }</pre>
   *
   * @param max the greatest number of calls, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if there is a longer chain, or no such call was captured
   */
  public CallsAssert hasLongestChainAtMost(int max) {
    Arguments.atLeastOne(max, "max", "; use isEmpty()");
    return check(selection -> CallBudget.chain(selection, max));
  }

  /**
   * Verifies how many calls one span makes itself at the most.
   *
   * @param max the greatest number of calls, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if a span makes more, or no such call was captured
   */
  public CallsAssert hasFanOutAtMost(int max) {
    Arguments.atLeastOne(max, "max", "; use isEmpty()");
    return check(selection -> CallBudget.fanOut(selection, max));
  }

  /**
   * Verifies how many spans each call causes at the most: those below it, in whatever service.
   *
   * <pre>{@code
   * assertThat(traces).calls().to("payment").hasSpansPerCallAtMost(20);
   * }</pre>
   *
   * @param max the greatest number of spans below a call, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if there are more below a call; if no such call was captured, or
   *     nothing below any of them
   */
  public CallsAssert hasSpansPerCallAtMost(int max) {
    Arguments.atLeastOne(max, "max", "; use doesNotHaveSpan(pattern)");
    return check(selection -> CallBudget.spansPerCall(selection, max));
  }

  private CallsAssert check(Function<CallSelection, @Nullable Failure> check) {
    return verify((calls, scene) -> check.apply((CallSelection) calls));
  }

  /** Opens assertions on the calls of one kind, or of all. */
  static <S extends TracingAssert<S, T>, T> CallsAssert of(
      TracingAssert<S, T> from,
      @Nullable CallKind kind,
      BiFunction<T, Scene, Found<CallSelection>> calls) {
    return from.navigate(
        (value, scene) -> calls
            .apply(value, scene)
            .then(all -> Found.<List<Call>>value(kind == null ? all : all.of(kind))),
        CallsAssert::new);
  }

  @Override
  String phrase(List<Call> calls, Scene scene) {
    CallSelection selection = (CallSelection) calls;
    return Words.count(calls.size(), selection.noun()) + " " + selection.where();
  }

  @Override
  Failure show(Failure failure, List<Call> calls, Scene scene, String comment) {
    calls.forEach(call -> failure.marking(call.span(), "selected"));
    return failure.drawing(((CallSelection) calls).traces());
  }

  @Override
  CallsAssert on(List<Call> value, View view, Function<Scene, Found<List<Call>>> selector) {
    return new CallsAssert(value, view, selector);
  }
}
