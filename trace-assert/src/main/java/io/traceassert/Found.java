package io.traceassert;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a look at a scene gives: a value, or the failure to find it. */
record Found<T>(@Nullable T valueOrNull, @Nullable Failure failure) {

  static <T> Found<T> value(T value) {
    return new Found<>(value, null);
  }

  static <T> Found<T> failed(Failure failure) {
    return new Found<>(null, failure);
  }

  boolean holds() {
    return failure == null;
  }

  T value() {
    return Objects.requireNonNull(valueOrNull);
  }

  /** Goes on from the value, if there is one. */
  <U> Found<U> then(Function<T, Found<U>> next) {
    return failure == null ? next.apply(value()) : failed(failure);
  }

  /** Checks the value, if there is one: the failure to find it, that of the check, or null. */
  @Nullable
  Failure judge(Function<T, @Nullable Failure> check) {
    return failure == null ? check.apply(value()) : failure;
  }
}
