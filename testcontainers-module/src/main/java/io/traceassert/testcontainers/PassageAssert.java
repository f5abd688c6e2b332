package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what became of one trace in a collector. Each waits until no more goes in, and
 * drains the collector then; it is asked again while it does not hold and more may come, for 5 s at
 * most.
 */
public final class PassageAssert extends AbstractAssert<PassageAssert, Trace> {

  private final Passages passages;

  PassageAssert(Passages passages) {
    super(passages.in(), PassageAssert.class);
    this.passages = passages;
  }

  /**
   * Verifies that the trace, or a part of it, was exported.
   *
   * @return this
   * @throws AssertionError if nothing of it came out
   */
  public PassageAssert wasKept() {
    return verify(passage -> passage.kept().isEmpty()
        ? dropped(passage, passage.phrase() + " was dropped by the collector")
        : null);
  }

  /**
   * Verifies that nothing of the trace was exported.
   *
   * @return this
   * @throws AssertionError if something of it came out; the message says where, and which policy
   *     decided
   */
  public PassageAssert wasDropped() {
    return verify(passage -> passage.kept().isEmpty()
        ? null
        : kept(passage, passage.phrase() + " was not dropped: " + passage.whereKept()));
  }

  /**
   * Verifies that a policy of the {@code tail_sampling} processor decided to keep the trace.
   *
   * @param policy its name in the configuration
   * @return this
   * @throws AssertionError if it was dropped, or kept by another policy
   */
  public PassageAssert wasSampledBy(String policy) {
    requireNonNull(policy, "policy");
    String expected = "expected it to be sampled by policy " + Notation.quoted(policy);
    return verify(passage -> {
      if (passage.kept().isEmpty()) {
        return dropped(
            passage,
            "%s was dropped by the collector, %s\n%s"
                .formatted(passage.phrase(), expected, passage.processors().policy(policy)));
      }
      Set<String> policies = passage.policies();
      if (policies.contains(policy)) {
        return null;
      }
      return kept(
          passage,
          policies.isEmpty()
              ? "%s came out at %s and no policy is recorded, %s\n%s\nA pipeline without tail_sampling leads there, or the image is too old to record it (feature gate processor.tailsamplingprocessor.recordpolicy)."
                  .formatted(
                      passage.phrase(),
                      passage.whereItIs(),
                      expected,
                      passage.processors().policy(policy))
              : "%s was %s, %s\n%s"
                  .formatted(
                      passage.phrase(),
                      passage.byPolicy(),
                      expected,
                      passage.processors().policy(policy)));
    });
  }

  /**
   * Verifies that an exporter got the trace, or a part of it.
   *
   * @param exporter its id in the configuration, for example {@code otlp/backend}
   * @return this
   * @throws IllegalArgumentException if no pipeline for traces has such an exporter
   * @throws AssertionError if it got nothing; the message says where the trace came out instead
   */
  public PassageAssert wasExportedTo(String exporter) {
    String id = passages.exporters().require(exporter);
    return verify(passage -> {
      String problem = "%s was not exported to %s".formatted(passage.phrase(), Notation.quoted(id));
      return passage.to(id).isKept()
          ? null
          : passage.kept().isEmpty()
              ? dropped(passage, problem + ": it was dropped by the collector")
              : kept(passage, problem + ": " + passage.whereKept());
    });
  }

  /**
   * Verifies that an exporter got nothing of the trace.
   *
   * @param exporter its id in the configuration
   * @return this
   * @throws IllegalArgumentException if no pipeline for traces has such an exporter
   * @throws AssertionError if it got something
   */
  public PassageAssert wasNotExportedTo(String exporter) {
    String id = passages.exporters().require(exporter);
    return verify(passage -> passage.to(id).isKept()
        ? "%s was exported to %s%s\n\n%s"
            .formatted(
                passage.phrase(),
                Notation.quoted(id),
                passage.policies().isEmpty() ? "" : ", " + passage.byPolicy(),
                PassageDrawing.of(passage.to(id)))
        : null);
  }

  /**
   * Verifies that the trace came out as it went in: no span is missing, no attribute of a span or
   * of its resource was removed, changed or added.
   *
   * @return this
   * @throws AssertionError if it was dropped, or anything differs; the message has both as a
   *     difference
   */
  public PassageAssert isUnchanged() {
    return verifyEach(passage -> passage.summary().isEmpty()
        ? null
        : "the collector changed %s: %s".formatted(passages.phrase(), passage.summary()));
  }

  /**
   * Verifies that nothing differs between what went in and what came out but these attributes, of
   * spans or of their resource, which may have been removed, changed or added.
   *
   * @param keys their names, at least one
   * @return this
   * @throws IllegalArgumentException if there are none
   * @throws AssertionError if the trace was dropped, or anything else differs
   */
  public PassageAssert hasOnlyChanged(String... keys) {
    Set<String> allowed = Set.of(keys);
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException("keys must not be empty: isUnchanged() says that");
    }
    return verifyEach(passage -> {
      List<String> others =
          passage.differences(change -> !change.isAttribute() || !allowed.contains(change.key()));
      return others.isEmpty()
          ? null
          : "the collector changed more of %s than %s:\n%s"
              .formatted(passages.phrase(), Words.names(allowed), String.join("\n", others));
    });
  }

  /**
   * Goes on to what differs between what went in and what came out.
   *
   * <pre>{@code
   * assertThat(collector).trace("POST /pay").changes()
   *     .containsExactly("\"charge card\": card.number removed");
   * }</pre>
   *
   * @return assertions on one line for each difference, secrets masked; empty if nothing differs
   * @throws AssertionError if the trace was dropped
   */
  @CheckReturnValue
  public ListAssert<String> changes() {
    wasKept();
    return new ListAssert<>(passages.kept().stream()
            .flatMap(passage -> passage.differences(change -> true).stream())
            .distinct()
            .toList())
        .as("changes of " + passages.phrase());
  }

  /**
   * Verifies that an attribute went in and did not come out, at no exporter.
   *
   * @param key the name of an attribute of spans or of their resource
   * @return this
   * @throws AssertionError if the trace was dropped, no span had the attribute in the first place,
   *     or one still has it
   */
  public PassageAssert hasRemoved(String key) {
    requireNonNull(key, "key");
    return verifyEach(
        passage -> neverThere(passage, key).or(() -> notRemoved(passage, key)).orElse(null),
        span -> value(span, key) == null ? null : "still has " + Notation.key(key));
  }

  private Optional<String> notRemoved(Passage passage, String key) {
    List<String> still = passage.out().stream()
        .filter(span -> value(span, key) != null)
        .map(Words::span)
        .toList();
    return still.isEmpty()
        ? Optional.empty()
        : Optional.of("attribute %s was not removed: %s still %s it%s"
                .formatted(
                    Notation.quoted(key),
                    Words.list(still),
                    still.size() == 1 ? "has" : "have",
                    passages.at(passage.exporter()))
            + mentions(key));
  }

  /**
   * Verifies that an attribute came out with another value, on each span that has it.
   *
   * @param key the name of an attribute of spans or of their resource
   * @return this
   * @throws AssertionError if the trace was dropped, no span had the attribute in the first place,
   *     or one came out without it or with the value that went in
   */
  public PassageAssert hasRedacted(String key) {
    requireNonNull(key, "key");
    return verifyEach(
        passage -> neverThere(passage, key).or(() -> notRedacted(passage, key)).orElse(null));
  }

  /** Points at the configuration: below a first line, each on a line of its own. */
  private String mentions(String key) {
    return passages.processors().mentions(key).stream().map(line -> "\n" + line).collect(joining());
  }

  private Optional<String> notRedacted(Passage passage, String key) {
    for (SpanData before : passage.in().spans()) {
      Object went = value(before, key);
      SpanData after = passage.after(before).orElse(null);
      Object came = after == null ? null : value(after, key);
      if (went != null && after != null && (came == null || came.equals(went))) {
        return Optional.of("attribute %s of %s was not redacted: %s"
                .formatted(
                    Notation.quoted(key),
                    Words.span(before),
                    came == null
                        ? "it was removed"
                        : "it came out as it went in, " + Secrets.masked(key, came))
            + mentions(key));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> neverThere(Passage passage, String key) {
    Set<String> keys = new TreeSet<>();
    for (SpanData span : passage.in().spans()) {
      span.getAttributes().forEach((name, value) -> keys.add(name.getKey()));
      span.getResource().getAttributes().forEach((name, value) -> keys.add(name.getKey()));
    }
    return keys.contains(key)
        ? Optional.empty()
        : Optional.of("no span that went in has an attribute %s\nnearest: %s"
            .formatted(Notation.quoted(key), Words.names(Spelling.nearest(key, keys))));
  }

  private static @Nullable Object value(SpanData span, String key) {
    List<Object> values = new ArrayList<>();
    span.getAttributes().forEach((name, value) -> addIf(name, key, value, values));
    span.getResource().getAttributes().forEach((name, value) -> addIf(name, key, value, values));
    return values.isEmpty() ? null : values.get(0);
  }

  private static void addIf(AttributeKey<?> name, String key, Object value, List<Object> into) {
    if (name.getKey().equals(key)) {
      into.add(value);
    }
  }

  /** Checks what came out at each exporter that got the trace, of which there must be one. */
  private PassageAssert verifyEach(Function<Passage, @Nullable String> check) {
    return verifyEach(check, span -> null);
  }

  /** Checks the same, and marks what came out with what there is to say of it. */
  private PassageAssert verifyEach(
      Function<Passage, @Nullable String> check, Function<SpanData, @Nullable String> mark) {
    return verify(all -> all.kept().isEmpty()
        ? dropped(all, all.phrase() + " was dropped by the collector")
        : all.kept().stream()
            .map(passage -> {
              String problem = check.apply(passage);
              return problem == null
                  ? null
                  : problem + "\n\n" + PassageDrawing.of(passage, marks(passage, mark));
            })
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  private static Map<SpanData, String> marks(
      Passage passage, Function<SpanData, @Nullable String> mark) {
    Map<SpanData, String> marks = new HashMap<>();
    for (SpanData span : passage.out()) {
      String comment = mark.apply(span);
      if (comment != null) {
        marks.put(span, comment);
      }
    }
    return marks;
  }

  private PassageAssert verify(Function<Passages, @Nullable String> check) {
    String failure = passages.await(
        CapturedTraces.DEFAULT_SETTLE_TIMEOUT,
        passage -> passage.wentIn() ? check.apply(passage) : neverWentIn(passage));
    if (failure != null) {
      failWithMessage("%s", failure.stripTrailing());
    }
    return this;
  }

  private static String neverWentIn(Passages passage) {
    return passage.phrase() + " did not go into the collector";
  }

  private static String dropped(Passages passage, String problem) {
    return problem + passage.refusals() + "\n\n"
        + PassageDrawing.of(new Passage(passage.in(), first(passage), List.of()));
  }

  private static String first(Passages passage) {
    return passage.exporters().ids().stream().findFirst().orElse("no exporter");
  }

  private static String kept(Passages passage, String problem) {
    return problem + "\n\n" + PassageDrawing.of(passage.kept().get(0));
  }
}
