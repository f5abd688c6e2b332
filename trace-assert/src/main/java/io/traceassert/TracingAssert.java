package io.traceassert;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;

/**
 * What the assertions on captures, traces and spans share: a question goes to the view, and an
 * answer that is a failure is rendered and thrown here, with the description that the user gave.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class TracingAssert<SELF extends TracingAssert<SELF, T>, T>
    extends AbstractAssert<SELF, T> permits AttributedAssert, SelectingAssert, SpansAssert {

  private final View view;
  private final Function<Scene, Found<T>> selector;

  TracingAssert(@Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self);
    this.view = view;
    this.selector = selector;
  }

  /** Makes an assertion of the same class on another value, which the view has given since. */
  abstract SELF on(T value, View view, Function<Scene, Found<T>> selector);

  View view() {
    return view;
  }

  /** Finds what is looked at in another scene of the same view. */
  Function<Scene, Found<T>> selector() {
    return selector;
  }

  /** Verifies a check, which returns its failure or null. */
  SELF verify(BiFunction<T, Scene, @Nullable Failure> check) {
    T value = find(selector, (found, scene) -> {
      Failure failure = check.apply(found, scene);
      return failure == null ? Found.value(found) : Found.failed(failure);
    });
    return value.equals(actual) ? myself : described(on(value, view, selector));
  }

  /** Goes on to something that is found from here. */
  <U, A extends TracingAssert<A, U>> A navigate(
      BiFunction<T, Scene, Found<U>> step, Navigation<U, A> target) {
    Function<Scene, Found<U>> path =
        scene -> selector.apply(scene).then(found -> step.apply(found, scene));
    return described(target.open(find(selector, step), view, path));
  }

  /** Goes on with clocks of two hosts that may be apart. */
  SELF tolerating(Duration clockTolerance) {
    Arguments.notNegative(clockTolerance, "tolerance");
    isNotNull();
    return described(on(actual, new View.Tolerant(view, clockTolerance), selector));
  }

  private <U> U find(Function<Scene, Found<T>> from, BiFunction<T, Scene, Found<U>> step) {
    isNotNull();
    View.Answer<U> answer =
        view.ask(scene -> from.apply(scene).then(found -> step.apply(found, scene)));
    Failure failure = answer.found().failure();
    if (failure != null) {
      throw error(failure, answer.scene());
    }
    return answer.found().value();
  }

  private TraceAssertionError error(Failure failure, Scene scene) {
    String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
    String overriding = info.overridingErrorMessage();
    String message =
        overriding == null ? failure.message(description, scene.notes()) : description + overriding;
    TraceAssertionError error = failure.error(message, scene);
    Throwables.removeAssertJRelatedElementsFromStackTrace(error);
    return error;
  }

  private <A extends AbstractAssert<A, ?>> A described(A other) {
    return info.hasDescription() ? other.as(Objects.requireNonNull(info.description())) : other;
  }

  /** The constructor of the assertion that a navigation leads to. */
  @FunctionalInterface
  interface Navigation<U, A> {

    A open(U value, View view, Function<Scene, Found<U>> selector);
  }
}
