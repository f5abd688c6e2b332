package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a part of a span that has attributes of its own.
 *
 * @param <SELF> the assertion class
 * @param <T> the part
 */
abstract sealed class PartAssert<SELF extends PartAssert<SELF, T>, T>
    extends AttributedAssert<SELF, T> permits EventAssert, LinkAssert, ResourceAssert, ScopeAssert {

  private final Function<Scene, Found<SpanData>> owner;

  PartAssert(
      @Nullable T actual,
      Class<?> self,
      View view,
      Function<Scene, Found<T>> selector,
      Function<Scene, Found<SpanData>> owner) {
    super(actual, self, view, selector);
    this.owner = owner;
  }

  /** Finds the span again whose part this is. */
  Function<Scene, Found<SpanData>> owner() {
    return owner;
  }

  SpanData ownerIn(Scene scene) {
    return owner.apply(scene).value();
  }

  /**
   * Goes back up to the span.
   *
   * @return assertions on the span that this is a part of
   */
  @CheckReturnValue
  public SpanAssert span() {
    return navigate((part, scene) -> owner.apply(scene), SpanAssert::new);
  }
}
