package io.traceassert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * What the assertions on captures, traces and spans share: a question goes to the view, and an
 * answer that is a failure is rendered and thrown here, with the description that the user gave.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class TracingAssert<SELF extends TracingAssert<SELF, T>, T>
    extends AbstractAssert<SELF, T>
    permits AttributedAssert, CallsAssert, PartsAssert, SelectingAssert, SpansSizeAssert {

  private final View view;
  private final Function<Scene, Found<T>> selector;

  TracingAssert(@Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self);
    info.useRepresentation(new TraceRepresentation());
    this.view = view;
    this.selector = selector;
  }

  /** Names a value in a sentence. */
  abstract String phrase(T value, Scene scene);

  /** Shows in a failure where a value is. */
  abstract Failure show(Failure failure, T value, Scene scene, String comment);

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
      throw failure.error(info, answer.scene());
    }
    return answer.found().value();
  }

  private <A extends AbstractAssert<?, ?>> A described(A other) {
    if (info.hasDescription()) {
      other.as(info.description());
    }
    return other;
  }

  /**
   * Goes on to something that is computed from the value, with AssertJ's own assertions.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").extracting(SpanData::getSpanId).isNotEqualTo(other);
   * }</pre>
   *
   * @param extractor computes it
   * @return assertions on the result, which name where it comes from
   */
  @CheckReturnValue
  public <V> ObjectAssert<V> extracting(Function<? super T, ? extends V> extractor) {
    return extracted(extractor, ObjectAssert::new);
  }

  /**
   * Goes on to something that is computed from the value, with assertions of its type.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").extracting(SpanData::getEvents, as(LIST)).hasSize(2);
   * }</pre>
   *
   * @param extractor computes it
   * @param factory makes the assertions, for example one of
   *     {@link org.assertj.core.api.InstanceOfAssertFactories}
   * @return assertions on the result, which name where it comes from
   */
  @CheckReturnValue
  public <V, A extends AbstractAssert<?, ?>> A extracting(
      Function<? super T, ? extends V> extractor, InstanceOfAssertFactory<?, A> factory) {
    requireNonNull(factory, "factory");
    return extracted(extractor, factory::createAssert);
  }

  private <V, A extends AbstractAssert<?, ?>> A extracted(
      Function<? super T, ? extends V> extractor, Function<V, A> assertion) {
    requireNonNull(extractor, "extractor");
    Named<T> named =
        find(selector, (value, scene) -> Found.value(new Named<>(value, phrase(value, scene))));
    A extracted = assertion.apply(extractor.apply(named.value));
    if (!info.hasDescription()) {
      extracted.as("%s", named.phrase);
    }
    return described(extracted);
  }

  private record Named<T>(T value, String phrase) {}

  /** {@inheritDoc} */
  @Override
  protected SELF satisfiesForProxy(Consumer<? super T>[] requirements) {
    List<Consumer<? super T>> all = Arguments.notEmpty(requirements, "requirements");
    return verify((value, scene) -> Unmet.all(all, value)
        .map(unmet -> unmet.explain(about(value, scene, "the requirements are not met")))
        .orElse(null));
  }

  /** {@inheritDoc} */
  @Override
  protected SELF satisfiesAnyOfForProxy(Consumer<? super T>[] requirements) {
    List<Consumer<? super T>> all = Arguments.notEmpty(requirements, "requirements");
    return verify((value, scene) -> Unmet.any(all, value)
        .map(unmet -> unmet.explain(about(value, scene, "none of the requirements is met")))
        .orElse(null));
  }

  @Override
  public SELF matches(Predicate<? super T> predicate) {
    return matches(predicate, "the given predicate");
  }

  @Override
  public SELF matches(Predicate<? super T> predicate, String description) {
    requireNonNull(predicate, "predicate");
    requireNonNull(description, "description");
    return expect(predicate, "expected to match " + description);
  }

  @Override
  public SELF doesNotMatch(Predicate<? super T> predicate) {
    return doesNotMatch(predicate, "the given predicate");
  }

  @Override
  public SELF doesNotMatch(Predicate<? super T> predicate, String description) {
    requireNonNull(predicate, "predicate");
    requireNonNull(description, "description");
    return expect(predicate.negate(), "expected not to match " + description);
  }

  @Override
  public SELF is(Condition<? super T> condition) {
    requireNonNull(condition, "condition");
    return expect(condition::matches, "expected to be " + condition);
  }

  @Override
  public SELF isNot(Condition<? super T> condition) {
    requireNonNull(condition, "condition");
    return expect(value -> !condition.matches(value), "expected not to be " + condition);
  }

  @Override
  public SELF has(Condition<? super T> condition) {
    requireNonNull(condition, "condition");
    return expect(condition::matches, "expected to have " + condition);
  }

  @Override
  public SELF doesNotHave(Condition<? super T> condition) {
    requireNonNull(condition, "condition");
    return expect(value -> !condition.matches(value), "expected not to have " + condition);
  }

  @Override
  public SELF satisfies(Condition<? super T> condition) {
    requireNonNull(condition, "condition");
    return expect(condition::matches, "expected to satisfy " + condition);
  }

  private SELF expect(Predicate<? super T> predicate, String problem) {
    return verify((value, scene) -> predicate.test(value) ? null : about(value, scene, problem));
  }

  private Failure about(T value, Scene scene, String problem) {
    Failure failure = Failure.of(phrase(value, scene) + ": " + problem);
    return show(failure, value, scene, problem);
  }

  /** The constructor of the assertion that a navigation leads to. */
  @FunctionalInterface
  interface Navigation<U, A> {

    A open(U value, View view, Function<Scene, Found<U>> selector);
  }
}
