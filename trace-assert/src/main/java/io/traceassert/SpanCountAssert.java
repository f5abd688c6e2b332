package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.calls.CallKind;
import io.traceassert.calls.Calls;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * What is asserted of numbers at and below a span: of spans, errors and calls to other processes.
 */
abstract sealed class SpanCountAssert extends SpanKinAssert permits SpanTimeAssert {

  SpanCountAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }

  /**
   * Verifies that there are fewer spans than that at and below this one.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").hasSpanCountLessThan(20); // fails when there are 20
   * }</pre>
   *
   * @param bound the number of spans that is too many, 2 or more
   * @return this
   * @throws IllegalArgumentException if the number is less than 2: there is always a span
   * @throws TraceAssertionError if there are so many spans or more, with the names that are most
   *     frequent
   */
  public SpanAssert hasSpanCountLessThan(int bound) {
    Arguments.atLeast(2, bound, "bound", ": there is always a span");
    return checkSpans(budget -> budget.spans(SizeRange.atMost(bound - 1), "fewer than " + bound));
  }

  /**
   * Verifies how many spans there are at and below this one.
   *
   * @param min the least number of spans, 1 or more
   * @param max the greatest number of spans
   * @return this
   * @throws IllegalArgumentException if {@code min} is not positive, or greater than {@code max}
   * @throws TraceAssertionError if there are more or fewer
   */
  public SpanAssert hasSpanCountBetween(int min, int max) {
    Arguments.atLeastOne(min, "min", ": there is always a span");
    SizeRange expected = SizeRange.between(min, max);
    return checkSpans(budget -> budget.spans(expected, min + " to " + max));
  }

  /**
   * Verifies how deep the tree below the span is: the greatest number of spans from this one,
   * included, to one below it.
   *
   * @param bound the depth that is too much, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if a span is at that depth or deeper, with what is above it
   */
  public SpanAssert hasDepthLessThan(int bound) {
    Arguments.atLeastOne(bound, "bound", ": a depth is 0 or more");
    return checkSpans(budget -> budget.depthLessThan(bound));
  }

  /**
   * Verifies that fewer errors than that began at and below this one. An error is a status ERROR, a
   * recorded exception, or an attribute {@code error.type}; the spans above that have it from one
   * below are not counted.
   *
   * @param bound the number of errors that is too many, 2 or more; for none, there is
   *     {@code hasNoErrors()}
   * @return this
   * @throws IllegalArgumentException if the number is less than 2
   * @throws TraceAssertionError if there are so many errors or more; or if the span limits of the
   *     SDK dropped events or attributes, among which they may have been
   */
  public SpanAssert hasErrorCountLessThan(int bound) {
    Arguments.atLeast(2, bound, "bound", "; use hasNoErrors()");
    return checkSpans(budget -> budget.errorsLessThan(bound));
  }

  /**
   * Goes on to the calls to other processes below the span, which itself is none of them: HTTP,
   * RPC, databases, messages that are sent, and spans of kind CLIENT of which no attribute tells
   * more.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").calls().from("order").to("payment").hasSize(1);
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
   * Goes on to the HTTP requests that are sent below the span, which itself is none of them.
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert httpCalls() {
    return calls(CallKind.HTTP);
  }

  /**
   * Goes on to the remote procedure calls below the span, which itself is none of them.
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert rpcCalls() {
    return calls(CallKind.RPC);
  }

  /**
   * Goes on to the statements and commands that databases execute below the span, which itself is
   * none of them.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").databaseCalls().hasSizeAtMost(3); // fails when there are 4, and when the driver is not instrumented
   * }</pre>
   *
   * @return assertions on these calls; there may be none
   */
  @CheckReturnValue
  public CallsAssert databaseCalls() {
    return calls(CallKind.DATABASE);
  }

  /**
   * Goes on to the messages that are sent below the span, which itself is none of them. What
   * receives or processes one is no call.
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
  public SpanAssert hasNoRepeatedCalls() {
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
  public SpanAssert hasNoSequentialCallsThatCouldRunInParallel() {
    return checkCalls(CallRepeats::sequential);
  }

  private CallsAssert calls(@Nullable CallKind kind) {
    return CallsAssert.of(
        this, kind, (span, scene) -> Found.value(CallSelection.below(span, scene)));
  }

  private SpanAssert checkCalls(Function<CallSelection, @Nullable Failure> check) {
    return verify((span, scene) -> check.apply(CallSelection.below(span, scene)));
  }

  private SpanAssert checkSpans(Function<CountBudget, @Nullable Failure> check) {
    return verify((span, scene) -> check.apply(CountBudget.of(span, scene)));
  }
}
