package io.traceassert;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the links of a span, in the order in which they were added.
 *
 * <p>What is said of all links does not hold when the span limits of the SDK dropped some of them.
 */
public final class LinksAssert extends PartsAssert<LinksAssert, LinkData, LinkAssert> {

  LinksAssert(List<LinkData> actual, View view, Function<Scene, Found<List<LinkData>>> selector) {
    super(actual, LinksAssert.class, view, selector);
  }

  /**
   * Verifies that there are links to captured spans as described, in any order and among any
   * others.
   *
   * <pre>{@code
   * assertThat(traces).span("send mails").links().contains("order 1", "order 2"); // fails when there is one
   * }</pre>
   *
   * @param targets the linked spans, as {@link SpanPattern#of} reads them, at least one
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if there is no link to one of them
   */
  public LinksAssert contains(String... targets) {
    return contains(Arguments.patterns(targets, "targets"));
  }

  /**
   * Verifies that there are links to captured spans as described, in any order and among any
   * others.
   *
   * @param targets the linked spans, at least one
   * @return this
   * @throws TraceAssertionError if there is no link to one of them
   */
  public LinksAssert contains(SpanPattern... targets) {
    return each(targets, LinksCheck::contain);
  }

  /**
   * Verifies that there are links to exactly these captured spans, in any order.
   *
   * @param targets the linked spans, as {@link SpanPattern#of} reads them, one for each link
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if a link is missing, there is another, or some were dropped
   */
  public LinksAssert containsExactlyInAnyOrder(String... targets) {
    return containsExactlyInAnyOrder(Arguments.patterns(targets, "targets"));
  }

  /**
   * Verifies that there are links to exactly these captured spans, in any order.
   *
   * @param targets the linked spans, one for each link
   * @return this
   * @throws TraceAssertionError if a link is missing, there is another, or some were dropped
   */
  public LinksAssert containsExactlyInAnyOrder(SpanPattern... targets) {
    List<SpanPattern> expected = Arguments.notEmpty(targets, "targets");
    return check(links -> links.leadExactlyTo(expected));
  }

  /**
   * Verifies that there is no link to any of these spans.
   *
   * @param targets the spans, as {@link SpanPattern#of} reads them, at least one
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if there is one; if it may be among links that were dropped; or if
   *     a linked span was not captured
   */
  public LinksAssert doesNotContain(String... targets) {
    return doesNotContain(Arguments.patterns(targets, "targets"));
  }

  /**
   * Verifies that there is no link to any of these spans.
   *
   * @param targets the spans, at least one
   * @return this
   * @throws TraceAssertionError if there is one; if it may be among links that were dropped; or if
   *     a linked span was not captured
   */
  public LinksAssert doesNotContain(SpanPattern... targets) {
    return each(targets, LinksCheck::doNotContain);
  }

  private LinksAssert each(
      SpanPattern[] targets, BiFunction<LinksCheck, LinkedTo, @Nullable Failure> check) {
    List<SpanPattern> expected = Arguments.notEmpty(targets, "targets");
    return check(links -> {
      for (SpanPattern target : expected) {
        Failure failure = check.apply(links, new LinkedTo.Described(target));
        if (failure != null) {
          return failure;
        }
      }
      return null;
    });
  }

  private LinksAssert check(Function<LinksCheck, @Nullable Failure> check) {
    return verify((links, scene) -> check.apply(LinksCheck.of(((SpanLinks) links).span(), scene)));
  }

  @Override
  LinkAssert part(
      LinkData link,
      View view,
      Function<Scene, Found<LinkData>> selector,
      Function<Scene, Found<SpanData>> owner) {
    return new LinkAssert(link, view, selector, owner);
  }

  @Override
  LinksAssert on(List<LinkData> value, View view, Function<Scene, Found<List<LinkData>>> selector) {
    return new LinksAssert(value, view, selector);
  }
}
