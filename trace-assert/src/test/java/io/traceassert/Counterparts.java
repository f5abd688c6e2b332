package io.traceassert;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An assertion of {@code opentelemetry-sdk-testing} and ours, on the same real spans: both accept
 * what they should, and both reject something that differs from it in everything.
 *
 * @param before begins theirs
 * @param after begins ours
 * @param otherBefore begins theirs on what is different
 * @param otherAfter begins ours on what is different
 */
record Counterparts<B, A>(
    Supplier<B> before, Supplier<A> after, Supplier<B> otherBefore, Supplier<A> otherAfter) {

  void same(Consumer<? super B> theirs, Consumer<? super A> ours) {
    theirs.accept(before.get());
    ours.accept(after.get());
    rejects(() -> theirs.accept(otherBefore.get()));
    rejects(() -> ours.accept(otherAfter.get()));
  }

  /** Verifies that theirs accepts what ours refuses. */
  void stricter(Consumer<? super B> theirs, Consumer<? super A> ours) {
    theirs.accept(before.get());
    rejects(() -> ours.accept(after.get()));
  }

  private static void rejects(Runnable assertion) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run);
  }

  Counterparts<B, A> swapped() {
    return new Counterparts<>(otherBefore, otherAfter, before, after);
  }
}
