package io.traceassert.junit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.traceassert.capture.OpenScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scope that remembers who opened it, and tells when it is closed. */
final class WatchedScope implements Scope {

  private final Scope scope;
  private final Span span;
  private final @Nullable Object test;
  private final long number;
  private final Thread thread = Thread.currentThread();
  private final Throwable opened = new Throwable();
  private volatile @Nullable String closedOn;

  /**
   * Begins to watch.
   *
   * @param scope opened on this thread just now
   * @param context what it made current
   * @param test whom it belongs to by its context; null if that does not say
   * @param number in the order of opening
   */
  WatchedScope(Scope scope, Context context, @Nullable Object test, long number) {
    this.scope = scope;
    this.span = Span.fromContext(context);
    this.test = test;
    this.number = number;
  }

  /** A context belongs to its thread: on another one, closing its scope does not restore it. */
  @Override
  public void close() {
    if (Thread.currentThread() == thread) {
      ScopeWatch.closed(this);
    } else {
      closedOn = Thread.currentThread().getName();
    }
    scope.close();
  }

  @Nullable
  Object test() {
    return test;
  }

  long number() {
    return number;
  }

  Span span() {
    return span;
  }

  /**
   * Tells whether it may yet be closed: the code that asks has come to its end, and so has a thread
   * that is dead.
   */
  boolean mayYetBeClosed() {
    return thread != Thread.currentThread() && thread.isAlive();
  }

  /** Lets what comes next on this thread begin without it. */
  void repair() {
    if (thread == Thread.currentThread()) {
      scope.close();
    }
  }

  OpenScope described() {
    List<StackTraceElement> stack = Arrays.stream(opened.getStackTrace())
        .dropWhile(frame -> frame.getClassName().equals(WatchedScope.class.getName())
            || frame.getClassName().equals(ScopeWatch.class.getName()))
        .toList();
    return new OpenScope(
        span.getSpanContext(), thread.getName(), stack, Optional.ofNullable(closedOn));
  }
}
