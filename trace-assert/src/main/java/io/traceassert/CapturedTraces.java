package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.budget.BudgetResult;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenScope;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Recording.Subscription;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The traces that one test captures, from one or more sources. They grow while the test runs; an
 * assertion waits until nothing that belongs to them can still arrive, and then looks once at what
 * there is.
 *
 * <p>Safe for use by many threads.
 */
public final class CapturedTraces {

  /**
   * How long an assertion waits for a capture to settle, unless its source was told otherwise: 5
   * seconds.
   */
  public static final Duration DEFAULT_SETTLE_TIMEOUT = Duration.ofSeconds(5);

  private static final int MOST_PIECES = 100;

  private final Duration settleTimeout;
  private final ReentrantLock oneBody = new ReentrantLock();
  private final List<BudgetResult> budgets = new CopyOnWriteArrayList<>();
  private volatile List<Recording> recordings; // changed under the lock
  private final LookedAt lookedAt;
  private final List<CapturedTraces> piecesWithErrors = new CopyOnWriteArrayList<>();

  private CapturedTraces(List<Recording> recordings, Duration settleTimeout, LookedAt lookedAt) {
    this.recordings = recordings;
    this.settleTimeout = settleTimeout;
    this.lookedAt = lookedAt;
  }

  /**
   * Joins recordings of one test.
   *
   * @param recordings one for each source, at least one; traces with the same id are one trace
   * @param settleTimeout the longest time that an assertion waits for the capture to settle; zero
   *     does not wait
   * @return the traces
   * @throws IllegalArgumentException if there are no recordings, or the timeout is negative
   */
  public static CapturedTraces of(
      Collection<? extends Recording> recordings, Duration settleTimeout) {
    if (requireNonNull(recordings, "recordings").isEmpty()) {
      throw new IllegalArgumentException(
          "recordings must not be empty: a capture needs at least one source");
    }
    return new CapturedTraces(
        List.copyOf(recordings),
        Arguments.notNegative(settleTimeout, "settleTimeout"),
        new LookedAt());
  }

  /**
   * Takes spans of any exporter.
   *
   * @param spans finished spans of any traces
   * @return their traces, which are settled
   */
  public static CapturedTraces of(Collection<? extends SpanData> spans) {
    return of(List.of(Recording.of(requireNonNull(spans, "spans"))), Duration.ZERO);
  }

  /**
   * Waits until the capture is settled and returns its traces. Nobody knows what becomes of them,
   * so all errors in them count as looked at.
   *
   * @return the traces, ordered by their first span: start time, name and span id; empty when no
   *     span was captured
   * @throws TraceAssertionError if the capture does not settle in time; the message names each open
   *     span
   */
  public List<Trace> traces() {
    List<Trace> traces = Settling.settledScene(this).traces();
    traces.forEach(trace -> trace.spans().forEach(lookedAt::add));
    return traces;
  }

  /**
   * Returns what has been captured up to now, without waiting.
   *
   * @return an immutable snapshot
   */
  public Capture capture() {
    shareTraceIds();
    return Capture.merged(recordings.stream().map(Recording::capture).toList());
  }

  /**
   * Lets each source know of the traces that the others have seen, so that spans of theirs belong
   * here however late they come. Each look at the capture does so; who ends a recording does it
   * before.
   */
  public void shareTraceIds() {
    if (recordings.size() > 1) {
      Set<String> traceIds = recordings.stream()
          .flatMap(recording -> recording.capture().traceIds())
          .collect(Collectors.toSet());
      recordings.forEach(recording -> recording.claim(traceIds));
    }
  }

  /**
   * Waits until a condition holds or the time is over, woken by each change of the capture.
   *
   * @param atMost the longest time to wait; zero looks once
   * @param condition tested at once, and again after changes; never at the same time by two threads
   *     of this call
   * @return the snapshot on which the condition held, or the last one; test the condition again to
   *     know
   * @throws TraceAssertionError if the thread is interrupted while it waits; its interrupt flag
   *     stays set
   */
  public Capture await(Duration atMost, Predicate<? super Capture> condition) {
    long deadline = System.nanoTime() + saturatedNanos(Arguments.notNegative(atMost, "atMost"));
    Capture capture = capture();
    if (condition.test(capture)) {
      return capture;
    }
    List<Subscription> subscriptions = wakeOnChange(Thread.currentThread());
    try {
      return awaitUntil(deadline, condition);
    } finally {
      subscriptions.forEach(Subscription::close);
    }
  }

  /**
   * Returns a context under which traces begin that belong here, whatever other tests run then. A
   * test has it as its current context already; it is for code that runs on threads of its own and
   * begins traces there.
   *
   * <pre>{@code
   * ExecutorService executor = traces.context().wrap(Executors.newFixedThreadPool(4));
   * }</pre>
   *
   * <p>It has no current span. An executor whose tasks are to continue the span of whoever submits
   * them is one for {@link Context#taskWrapping(java.util.concurrent.ExecutorService)}, which hands
   * on the current context with all that is in it.
   *
   * @return a context for this JVM; nothing of it is sent to others
   * @throws IllegalStateException if no source of these traces is in this JVM
   */
  public Context context() {
    Context context = under(Context.root());
    if (context == Context.root()) {
      throw new IllegalStateException(
          "these traces have no context, since none of their sources captures spans of this JVM");
    }
    return context;
  }

  /**
   * Captures what one piece of a test does, apart from the rest: what begins while the body runs,
   * under its context if other tests run beside it. Until the body returns these traces are those
   * of the body alone, so that it may assert on them; afterwards they are again what they were
   * before. When the body throws they stay what it left. Waits until what the body began is
   * settled.
   *
   * <pre>{@code
   * CapturedTraces second = traces.during(() -> shop.checkout("order-2"));
   * }</pre>
   *
   * @param body runs once, on this thread; one body at a time
   * @return the traces of the body; they may be empty
   * @throws X what the body throws
   */
  @SuppressWarnings("try") // closing the scope is all that it is for
  public <X extends Throwable> CapturedTraces during(Body<X> body) throws X {
    requireNonNull(body, "body");
    oneBody.lock();
    List<Recording> outer = recordings;
    List<Recording> inner = outer.stream().map(Recording::record).toList();
    recordings = inner;
    try (Scope scope = under(Context.current()).makeCurrent()) {
      body.run();
      await(settleTimeout, Capture::settled);
      shareTraceIds();
      recordings = outer;
      return piece(inner);
    } finally {
      inner.forEach(Recording::close);
      oneBody.unlock();
    }
  }

  /** Of many runs, the first tell enough. */
  private CapturedTraces piece(List<Recording> inner) {
    CapturedTraces piece = new CapturedTraces(inner, settleTimeout, lookedAt);
    if (piecesWithErrors.size() < MOST_PIECES
        && !piece.errorsNotLookedAt(piece.capture()).isEmpty()) {
      piecesWithErrors.add(piece);
    }
    return piece;
  }

  /**
   * A piece of a test.
   *
   * @param <X> what it throws; of a lambda expression that throws nothing, {@link RuntimeException}
   */
  @FunctionalInterface
  public interface Body<X extends Throwable> {

    /**
     * Runs it.
     *
     * @throws X anything
     */
    void run() throws X;
  }

  /**
   * Returns what became of the latency budgets that were checked with these traces.
   *
   * @return the results in the order in which they were given, those of failures among them
   */
  public List<BudgetResult> budgets() {
    return List.copyOf(budgets);
  }

  /** Lets these traces be those of one run, for reports of a failure. */
  void show(CapturedTraces run) {
    recordings = run.recordings;
  }

  void add(BudgetResult result) {
    budgets.add(result);
  }

  private Context under(Context parent) {
    Context context = parent;
    for (Recording recording : recordings) {
      context = recording.context(context);
    }
    return context;
  }

  /**
   * Describes what has been captured up to now, without waiting: each trace with all attributes,
   * events and links of its spans, where its root began, and which spans are open. Large traces are
   * cut to some 1,000 lines.
   *
   * @return text of many lines
   */
  public String report() {
    return Report.of(capture());
  }

  /**
   * Finds the errors that no assertion has looked at, among the spans that have ended up to now: a
   * status ERROR, a recorded exception, or an attribute {@code error.type}.
   *
   * <p>An assertion has looked at the errors of a span when it held, and
   *
   * <ul>
   *   <li>it was about them: {@code failsWith}, {@code hasException}, {@code hasStatus},
   *       {@code hasErrorPropagatedTo}, {@code hasAttribute("error.type", …)}, {@code errorsOnlyIn}
   *       and the like; {@code hasNoSwallowedErrors} is not;
   *   <li>or the span was found by a pattern, or stands for a line of a shape, that says something
   *       of the status, of an exception ({@code throws}, {@code event:exception}), or of
   *       {@code error.type}. That a span is in a shape that says nothing of its error does not
   *       count.
   * </ul>
   *
   * <p>What {@link #traces()} and {@code asSpanData()} give away counts as looked at.
   *
   * @return a failure that names the spans and what is wrong with them, to be thrown or reported;
   *     empty when there are none
   */
  public Optional<TraceAssertionError> unexpectedErrors() {
    Capture capture = capture();
    List<SpanData> spans = errorsNotLookedAt(capture);
    return spans.isEmpty() // most of the time: no tree is built then
        ? piecesWithErrors.stream()
            .flatMap(piece -> piece.unexpectedErrors().stream())
            .findFirst()
        : Optional.of(thrown(capture, scene -> TraceErrors.unexpected(spans, scene)));
  }

  private List<SpanData> errorsNotLookedAt(Capture capture) {
    return capture.spans().stream().filter(lookedAt::isUnexpected).toList();
  }

  /**
   * Finds the spans that were started and have not ended up to now.
   *
   * @return a failure that names the spans and where they were started, to be thrown or reported;
   *     empty when there are none
   */
  public Optional<TraceAssertionError> openSpans() {
    Capture capture = capture();
    return capture.openSpans().isEmpty()
        ? Optional.empty()
        : Optional.of(thrown(capture, scene -> Settling.neverEnded(capture)));
  }

  /**
   * Describes scopes that were opened and never closed.
   *
   * @param scopes what somebody saw who watches the context, as the JUnit extension does
   * @return a failure that names what each made current, where and on which thread, to be thrown or
   *     reported; empty when there are none
   */
  public Optional<TraceAssertionError> openScopes(List<OpenScope> scopes) {
    Capture capture = capture();
    return requireNonNull(scopes, "scopes").isEmpty()
        ? Optional.empty()
        : Optional.of(thrown(capture, scene -> ScopeFailure.neverClosed(scopes, capture)));
  }

  private TraceAssertionError thrown(Capture capture, Function<Scene, Failure> failure) {
    Scene scene = scene(capture);
    return Settling.thrown(failure.apply(scene), scene);
  }

  /** Draws what has been captured up to now, without waiting. */
  @Override
  public String toString() {
    return TracesText.render(scene(capture()).traces(), Map.of(), Set.of());
  }

  Scene scene(Capture capture) {
    return Scene.of(capture, lookedAt);
  }

  Duration settleTimeout() {
    return settleTimeout;
  }

  private List<Subscription> wakeOnChange(Thread waiting) {
    List<Subscription> subscriptions = new ArrayList<>();
    recordings.forEach(
        recording -> subscriptions.add(recording.onChange(() -> LockSupport.unpark(waiting))));
    return subscriptions;
  }

  private Capture awaitUntil(long deadline, Predicate<? super Capture> condition) {
    while (true) {
      Capture capture = capture();
      long left = deadline - System.nanoTime();
      if (condition.test(capture) || left <= 0) {
        return capture;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw Settling.interrupted(scene(capture));
      }
      LockSupport.parkNanos(this, left);
    }
  }

  static long saturatedNanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : duration.toNanos();
  }
}
