package io.traceassert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Requirements of users that a value does not meet, and what they say of it.
 *
 * @param errors what they threw
 */
record Unmet(List<AssertionError> errors) {

  /** Lets all requirements look at a value, of which all must be met. */
  static <T> Optional<Unmet> all(List<Consumer<? super T>> requirements, T value) {
    Unmet unmet = look(requirements, value);
    return unmet.errors.isEmpty() ? Optional.empty() : Optional.of(unmet);
  }

  /** Lets all requirements look at a value, of which one must be met. */
  static <T> Optional<Unmet> any(List<Consumer<? super T>> requirements, T value) {
    Unmet unmet = look(requirements, value);
    return unmet.errors.size() < requirements.size() ? Optional.empty() : Optional.of(unmet);
  }

  private static <T> Unmet look(List<Consumer<? super T>> requirements, T value) {
    List<AssertionError> errors = new ArrayList<>();
    for (Consumer<? super T> requirement : requirements) {
      try {
        requirement.accept(value);
      } catch (AssertionError e) {
        errors.add(e);
      }
    }
    return new Unmet(errors);
  }

  /** Adds what the errors say. */
  Failure explain(Failure failure) {
    lines().forEach(failure::because);
    return failure;
  }

  /** Returns what the errors say; of our own the first lines, because the trees below are drawn. */
  List<String> lines() {
    return errors.stream().flatMap(Unmet::lines).toList();
  }

  private static Stream<String> lines(AssertionError error) {
    return String.valueOf(error.getMessage())
        .strip()
        .lines()
        .takeWhile(line -> !(error instanceof TraceAssertionError && line.isEmpty()));
  }
}
