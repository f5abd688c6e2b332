package io.traceassert;

import io.traceassert.calls.CallKind;
import io.traceassert.calls.Calls;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on numbers of whole traces, which are the same on every machine: of spans, errors and
 * calls to other processes.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class CountAssert<SELF extends CountAssert<SELF, T>, T>
    extends SelectingAssert<SELF, T> permits PropagationAssert {

  CountAssert(@Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self, view, selector);
  }

  /**
   * Verifies that there are fewer spans than that.
   *
   * <pre>{@code
   * assertThat(traces).hasSpanCountLessThan(20); // fails when there are 20
   * }</pre>
   *
   * @param bound the number of spans that is too many, 2 or more
   * @return this
   * @throws IllegalArgumentException if the number is less than 2: there is always a span
   * @throws TraceAssertionError if there are so many spans or more, with the names that are most
   *     frequent
   */
  public SELF hasSpanCountLessThan(int bound) {
    Arguments.atLeast(2, bound, "bound", ": there is always a span");
    return checkSpans(budget -> budget.spans(SizeRange.atMost(bound - 1), "fewer than " + bound));
  }

  /**
   * Verifies how many spans there are.
   *
   * @param min the least number of spans, 1 or more
   * @param max the greatest number of spans
   * @return this
   * @throws IllegalArgumentException if {@code min} is not positive, or greater than {@code max}
   * @throws TraceAssertionError if there are more or fewer
   */
  public SELF hasSpanCountBetween(int min, int max) {
    Arguments.atLeastOne(min, "min", ": there is always a span");
    SizeRange expected = SizeRange.between(min, max);
    return checkSpans(budget -> budget.spans(expected, min + " to " + max));
  }

  /**
   * Verifies how deep the tree is: the greatest number of spans above one, 0 for a root.
   *
   * @param bound the depth that is too much, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if a span is at that depth or deeper, with what is above it
   */
  public SELF hasDepthLessThan(int bound) {
    Arguments.atLeastOne(bound, "bound", ": a depth is 0 or more");
    return checkSpans(budget -> budget.depthLessThan(bound));
  }

  /**
   * Verifies that fewer errors than that began. An error is a status ERROR, a recorded exception,
   * or an attribute {@code error.type}; the spans above that have it from one below are not
   * counted.
   *
   * @param bound the number of errors that is too many, 2 or more; for none, there is
   *     {@code hasNoErrors()}
   * @return this
   * @throws IllegalArgumentException if the number is less than 2
   * @throws TraceAssertionError if there are so many errors or more; or if the span limits of the
   *     SDK dropped events or attributes, among which they may have been
   */
  public SELF hasErrorCountLessThan(int bound) {
    Arguments.atLeast(2, bound, "bound", "; use hasNoErrors()");
    return checkSpans(budget -> budget.errorsLessThan(bound));
  }

  /**
   * Goes on to the calls to other processes: HTTP, RPC, databases, messages that are sent, and
   * spans of kind CLIENT of which no attribute tells more.
   *
   * <pre>{@code
   * assertThat(traces).calls().from("order").to("payment").hasSize(1);
   * }</pre>
   *
   * @return assertions on these calls; there may be none
   * @see Calls
   */
  @CheckReturnValue
  public CallsAssert calls() {
    return calls(null);
  }

  /**
   * Goes on to the HTTP requests that are sent.
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert httpCalls() {
    return calls(CallKind.HTTP);
  }

  /**
   * Goes on to the remote procedure calls.
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert rpcCalls() {
    return calls(CallKind.RPC);
  }

  /**
   * Goes on to the statements and commands that databases execute.
   *
   * <pre>{@code
   * assertThat(traces).databaseCalls().hasSizeAtMost(3); // fails when there are 4, and when the driver is not instrumented
   * }</pre>
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert databaseCalls() {
    return calls(CallKind.DATABASE);
  }

  /**
   * Goes on to the messages that are sent. What receives or processes one is no call.
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert messagingCalls() {
    return calls(CallKind.MESSAGING);
  }

  /**
   * Verifies that no call is made again and again, as one query for each row of another is (N+1).
   * It is {@code calls().areNotRepeated()}, where the threshold is explained.
   *
   * @return this
   * @throws TraceAssertionError if one is, with who makes it, what it is, how often, and where in
   *     the source if that is known; or if no call was captured
   * @see CallsAssert#areNotRepeated
   */
  public SELF hasNoRepeatedCalls() {
    return checkCalls(selection -> CallRepeats.atMost(selection, Calls.REPEATED_AT_MOST));
  }

  /**
   * Verifies that no calls of one span wait for each other without a reason that the trace shows.
   * Looked at are HTTP requests of a safe method and RPC calls; a link, another span between them,
   * an error before, or calls that overlap already are reasons, see
   * {@link io.traceassert.calls.SequentialCalls}. What the code does with an answer no trace shows,
   * so that this is a hint.
   *
   * @return this
   * @throws TraceAssertionError if there are such calls, with what they took together, and the
   *     longest; or if no such call was captured
   */
  public SELF hasNoSequentialCallsThatCouldRunInParallel() {
    return checkCalls(CallRepeats::sequential);
  }

  private CallsAssert calls(@Nullable CallKind kind) {
    return CallsAssert.of(this, kind, this::selection);
  }

  private Found<CallSelection> selection(T value, Scene scene) {
    Found<List<Trace>> traces = tracesOf(value, scene);
    return traces.then(found -> Found.value(CallSelection.in(found, scene)));
  }

  private SELF checkCalls(Function<CallSelection, @Nullable Failure> check) {
    return check((traces, scene) -> check.apply(CallSelection.in(traces, scene)));
  }

  private SELF checkSpans(Function<CountBudget, @Nullable Failure> check) {
    return check((traces, scene) -> check.apply(CountBudget.of(traces, scene)));
  }
}
