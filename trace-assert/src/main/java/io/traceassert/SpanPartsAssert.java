package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** What is asserted of the parts of a span: its events and its links. */
abstract sealed class SpanPartsAssert extends SpanErrorAssert permits SpanAssert {

  SpanPartsAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }

  /**
   * Goes on to the one event of this name.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").event("retry").hasAttribute("attempt", 2).span().hasKind(SpanKind.CLIENT);
   * }</pre>
   *
   * @param name the exact name
   * @return assertions on that event
   * @throws TraceAssertionError if there is no such event, with the nearest names and all events in
   *     order; or if there are several
   */
  @CheckReturnValue
  public EventAssert event(String name) {
    Arguments.notBlank(name, "name");
    return navigate(
        (span, scene) -> {
          scene.lookedAtEvent(name, span);
          return EventsFailure.single(SpanEvents.of(span), name, scene);
        },
        (event, view, path) -> new EventAssert(event, view, path, selector()));
  }

  /**
   * Goes on to all events; there may be none.
   *
   * @return assertions on the events in time order; events of equal times are in the order in which
   *     they were recorded
   */
  @CheckReturnValue
  public EventsAssert events() {
    return navigate((span, scene) -> Found.value(SpanEvents.of(span)), EventsAssert::new);
  }

  /**
   * Verifies that there is an event of this name, or several.
   *
   * @param name the exact name
   * @return this
   * @throws TraceAssertionError if there is none, with the nearest names and all events in order
   */
  public SpanAssert hasEvent(String name) {
    List<String> names = List.of(Arguments.notBlank(name, "name"));
    return verify((span, scene) -> {
      scene.lookedAtEvent(name, span);
      return EventsFailure.contains(SpanEvents.of(span), names, scene);
    });
  }

  /**
   * Verifies that there is no event of this name.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").doesNotHaveEvent("retry"); // fails when events were dropped
   * }</pre>
   *
   * @param name the exact name
   * @return this
   * @throws TraceAssertionError if there is one, or if it may be among events that were dropped
   */
  public SpanAssert doesNotHaveEvent(String name) {
    List<String> names = List.of(Arguments.notBlank(name, "name"));
    return verify((span, scene) -> EventsFailure.without(SpanEvents.of(span), names, scene));
  }

  /**
   * Goes on to the one link that leads to a captured span as described, of the same trace or of
   * another in the same capture.
   *
   * <pre>{@code
   * assertThat(traces).span("process order").link("publish order  [PRODUCER]").hasAttribute("batch.index", 0);
   * }</pre>
   *
   * @param target the linked span, as {@link SpanPattern#of} reads it; a name will do
   * @return assertions on that link
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is no such link, with all links and with the spans that
   *     are not linked; or if there are several
   */
  @CheckReturnValue
  public LinkAssert link(String target) {
    return link(described(target));
  }

  /**
   * Goes on to the one link that leads to a captured span as described, of the same trace or of
   * another in the same capture.
   *
   * @param target the linked span
   * @return assertions on that link
   * @throws TraceAssertionError if there is no such link, or there are several
   */
  @CheckReturnValue
  public LinkAssert link(SpanPattern target) {
    return link(described(target));
  }

  /**
   * Goes on to the one link that leads to this span, which need not have been captured.
   *
   * @param target the context of the linked span, of which the ids are compared
   * @return assertions on that link
   * @throws TraceAssertionError if there is no such link, or there are several
   */
  @CheckReturnValue
  public LinkAssert link(SpanContext target) {
    return link(identified(target));
  }

  /**
   * Goes on to all links of the span, in the order in which they were added; there may be none.
   *
   * @return assertions on these links
   */
  @CheckReturnValue
  public LinksAssert links() {
    return navigate((span, scene) -> Found.value(SpanLinks.of(span, scene)), LinksAssert::new);
  }

  private LinkAssert link(LinkedTo target) {
    return navigate(
        (span, scene) -> LinksCheck.of(span, scene).single(target),
        (link, view, path) -> new LinkAssert(link, view, path, selector()));
  }

  /**
   * Verifies that there is a link to a captured span as described, of the same trace or of another
   * in the same capture.
   *
   * <pre>{@code
   * assertThat(traces).span("process order").hasLinkTo("publish order"); // fails when that is only the parent
   * }</pre>
   *
   * @param target the linked span, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is none, with all links and with the spans that are not
   *     linked
   */
  public SpanAssert hasLinkTo(String target) {
    return hasLinkTo(described(target));
  }

  /**
   * Verifies that there is a link to a captured span as described, of the same trace or of another
   * in the same capture.
   *
   * @param target the linked span
   * @return this
   * @throws TraceAssertionError if there is none
   */
  public SpanAssert hasLinkTo(SpanPattern target) {
    return hasLinkTo(described(target));
  }

  /**
   * Verifies that there is a link to this span, which need not have been captured.
   *
   * @param target the context of the linked span, of which the ids are compared
   * @return this
   * @throws TraceAssertionError if there is none
   */
  public SpanAssert hasLinkTo(SpanContext target) {
    return hasLinkTo(identified(target));
  }

  private SpanAssert hasLinkTo(LinkedTo target) {
    return verify((span, scene) -> LinksCheck.of(span, scene).contain(target));
  }

  /**
   * Verifies that there is no link to a span as described.
   *
   * @param target the span, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is one; or if that cannot be decided, because a linked
   *     span was not captured or links were dropped
   */
  public SpanAssert doesNotHaveLinkTo(String target) {
    return doesNotHaveLinkTo(described(target));
  }

  /**
   * Verifies that there is no link to a span as described.
   *
   * @param target the span
   * @return this
   * @throws TraceAssertionError if there is one; or if that cannot be decided, because a linked
   *     span was not captured or links were dropped
   */
  public SpanAssert doesNotHaveLinkTo(SpanPattern target) {
    return doesNotHaveLinkTo(described(target));
  }

  /**
   * Verifies that there is no link to this span.
   *
   * @param target the context of the span, of which the ids are compared
   * @return this
   * @throws TraceAssertionError if there is one, or if it may be among links that were dropped
   */
  public SpanAssert doesNotHaveLinkTo(SpanContext target) {
    return doesNotHaveLinkTo(identified(target));
  }

  private SpanAssert doesNotHaveLinkTo(LinkedTo target) {
    return verify((span, scene) -> LinksCheck.of(span, scene).doNotContain(target));
  }

  /**
   * Verifies that the links lead exactly to spans as described, in any order: each pattern matches
   * the span of a link of its own.
   *
   * @param targets the linked spans, as {@link SpanPattern#of} reads them, at least one; names will
   *     do
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if a link is missing, there is another, or some were dropped
   */
  public SpanAssert hasLinksToExactly(String... targets) {
    return hasLinksToExactly(Arguments.patterns(targets, "targets"));
  }

  /**
   * Verifies that the links lead exactly to spans as described, in any order: each pattern matches
   * the span of a link of its own.
   *
   * @param targets the linked spans, at least one
   * @return this
   * @throws TraceAssertionError if a link is missing, there is another, or some were dropped
   */
  public SpanAssert hasLinksToExactly(SpanPattern... targets) {
    List<SpanPattern> expected = Arguments.notEmpty(targets, "targets");
    return verify((span, scene) -> LinksCheck.of(span, scene).leadExactlyTo(expected));
  }

  /**
   * Verifies that the span links to every captured span as described, of which there must be one:
   * what a consumer of a batch does with the spans of its messages.
   *
   * <pre>{@code
   * assertThat(traces).span("process batch").linksToAll("orders publish  [PRODUCER]");
   * }</pre>
   *
   * @param pattern the linked spans, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if one of them is not linked, or there is none
   */
  public SpanAssert linksToAll(String pattern) {
    return linksToAll(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the span links to every captured span as described, of which there must be one.
   *
   * @param pattern the linked spans
   * @return this
   * @throws TraceAssertionError if one of them is not linked, or there is none
   */
  public SpanAssert linksToAll(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((span, scene) -> LinksCheck.of(span, scene).leadToAll(pattern));
  }

  /**
   * Verifies how many links there are.
   *
   * @param count the expected number of links, 0 or more
   * @return this
   * @throws IllegalArgumentException if the count is negative
   * @throws TraceAssertionError if there are more or fewer, or some were dropped
   */
  public SpanAssert hasLinkCount(int count) {
    Arguments.notNegative(count, "count");
    return verify((span, scene) -> PartsFailure.size(SpanLinks.of(span, scene), count, scene));
  }

  /**
   * Verifies that the span limits of the SDK dropped nothing: no attributes, events or links, and
   * no attributes of events and links.
   *
   * @return this
   * @throws TraceAssertionError if something was dropped, with the limits to raise
   */
  public SpanAssert hasNothingDropped() {
    return verify(Dropped::anything);
  }

  /**
   * Verifies how many events the span limits of the SDK dropped.
   *
   * @param count the expected number of events that were recorded and are not there, 0 or more
   * @return this
   * @throws IllegalArgumentException if the count is negative
   * @throws TraceAssertionError if more or fewer were dropped
   */
  public SpanAssert hasDroppedEvents(int count) {
    Arguments.notNegative(count, "count");
    return verify((span, scene) ->
        Dropped.unless(count, Dropped.events(span).number(), "events", Attributed.of(span), scene));
  }

  /**
   * Verifies how many links the span limits of the SDK dropped.
   *
   * @param count the expected number of links that were added and are not there, 0 or more
   * @return this
   * @throws IllegalArgumentException if the count is negative
   * @throws TraceAssertionError if more or fewer were dropped
   */
  public SpanAssert hasDroppedLinks(int count) {
    Arguments.notNegative(count, "count");
    return verify((span, scene) ->
        Dropped.unless(count, Dropped.links(span).number(), "links", Attributed.of(span), scene));
  }

  private static LinkedTo described(String target) {
    return described(SpanPattern.of(requireNonNull(target, "target")));
  }

  private static LinkedTo described(SpanPattern target) {
    return new LinkedTo.Described(requireNonNull(target, "target"));
  }

  private static LinkedTo identified(SpanContext target) {
    return new LinkedTo.Identified(requireNonNull(target, "target"));
  }
}
