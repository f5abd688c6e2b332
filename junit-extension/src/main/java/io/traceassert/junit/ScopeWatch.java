package io.traceassert.junit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.context.SettableContextStorageProvider;
import io.traceassert.capture.OpenScope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Sees each scope that is opened in this JVM while a test wants to know which were never closed. It
 * stays where it is once installed, and hands everything on when nobody watches.
 */
final class ScopeWatch implements ContextStorage {

  private static final ContextKey<Object> TEST = ContextKey.named("trace-assert-test");
  private static final ContextKey<AtomicBoolean> PROBE = ContextKey.named("trace-assert-scopes");

  private static final Set<Object> WATCHING = ConcurrentHashMap.newKeySet();
  private static final Set<WatchedScope> OPEN = ConcurrentHashMap.newKeySet();
  private static final Set<Thread> WAITING = ConcurrentHashMap.newKeySet();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final ContextStorage storage;

  private ScopeWatch(ContextStorage storage) {
    this.storage = storage;
  }

  /** Adds to a context whose scopes are opened under it. */
  static Context mark(Context context, Object test) {
    return context.with(TEST, test);
  }

  /**
   * Begins to watch for a test.
   *
   * @param test whom scopes belong to
   * @param policy why, for the failure
   * @throws ExtensionConfigurationException if the scopes of this JVM cannot be seen
   */
  static synchronized void watch(Object test, Policy policy) {
    if (!install()) {
      throw new ExtensionConfigurationException(
          "openScopes is %s, but scopes cannot be seen: the context storage is %s, and not that of opentelemetry-sdk-testing; set the system property io.opentelemetry.context.contextStorageProvider=%s"
              .formatted(
                  policy,
                  ContextStorage.get().getClass().getName(),
                  SettableContextStorageProvider.class.getName()));
    }
    WATCHING.add(test);
  }

  /** Makes sure that scopes are seen, and tells whether they are. */
  static synchronized boolean install() {
    if (seesScopes()) {
      return true;
    }
    ContextStorage before = SettableContextStorageProvider.getContextStorage();
    SettableContextStorageProvider.setContextStorage(new ScopeWatch(before));
    boolean installed = seesScopes();
    if (!installed) {
      SettableContextStorageProvider.setContextStorage(before);
    }
    return installed;
  }

  @SuppressWarnings("try") // opening the scope is all that it is for
  private static boolean seesScopes() {
    AtomicBoolean seen = new AtomicBoolean();
    try (Scope probe = Context.root().with(PROBE, seen).makeCurrent()) {
      return seen.get();
    }
  }

  /** Ends watching for a test. */
  static synchronized void forget(Object test) {
    WATCHING.remove(test);
    repair(open(scope -> test.equals(scope.test())));
    OPEN.removeIf(scope -> scope.test() == null && WATCHING.isEmpty());
  }

  /**
   * Takes the scopes of a test that were never closed.
   *
   * @param test whom they belong to
   * @param captured whose they are if their context does not say it: tells whether a span is one of
   *     the test's
   * @param atMost how long to wait for those that another thread may yet close
   * @return those that are open then
   */
  static List<OpenScope> neverClosed(
      Object test, Predicate<? super Span> captured, Duration atMost) {
    Predicate<WatchedScope> isOfTest = scope -> scope.test() == null
        ? scope.span().getSpanContext().isValid() && captured.test(scope.span())
        : scope.test().equals(test);
    List<WatchedScope> left = await(isOfTest, System.nanoTime() + atMost.toNanos());
    repair(left);
    return left.stream().map(WatchedScope::described).toList();
  }

  private static List<WatchedScope> await(Predicate<WatchedScope> isOfTest, long deadline) {
    WAITING.add(Thread.currentThread());
    try {
      while (true) {
        List<WatchedScope> open = open(isOfTest);
        long left = deadline - System.nanoTime();
        if (left <= 0
            || Thread.currentThread().isInterrupted()
            || open.stream().noneMatch(WatchedScope::mayYetBeClosed)) {
          return open;
        }
        LockSupport.parkNanos(ScopeWatch.class, left);
      }
    } finally {
      WAITING.remove(Thread.currentThread());
    }
  }

  /** Finds what is open, in the order of opening. */
  private static List<WatchedScope> open(Predicate<WatchedScope> which) {
    return OPEN.stream()
        .filter(which)
        .sorted(Comparator.comparingLong(WatchedScope::number))
        .toList();
  }

  /** Lets the next test on this thread begin without them: the last that was opened goes first. */
  private static void repair(List<WatchedScope> left) {
    for (int i = left.size() - 1; i >= 0; i--) {
      OPEN.remove(left.get(i));
      left.get(i).repair();
    }
  }

  @Override
  public Scope attach(Context context) {
    AtomicBoolean probe = context.get(PROBE);
    if (probe != null) {
      probe.set(true);
    }
    return probe != null || WATCHING.isEmpty() ? storage.attach(context) : watched(context);
  }

  private Scope watched(Context context) {
    Object test = testOf(context);
    WatchedScope scope =
        new WatchedScope(storage.attach(context), context, test, NUMBERS.incrementAndGet());
    OPEN.add(scope);
    return scope;
  }

  /** A context that says nothing was perhaps made while the thread was in one that does. */
  private @Nullable Object testOf(Context context) {
    Object test = context.get(TEST);
    Context before = storage.current();
    return test == null && before != null ? before.get(TEST) : test;
  }

  /** Notes that a scope was closed, and wakes whoever waits for that. */
  static void closed(WatchedScope scope) {
    OPEN.remove(scope);
    WAITING.forEach(LockSupport::unpark);
  }

  @Override
  public @Nullable Context current() {
    return storage.current();
  }
}
