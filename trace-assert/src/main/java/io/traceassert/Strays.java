package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * Explains why there are more traces than expected, by evidence: a root that began while a span of
 * another captured trace was open has probably lost its context there.
 */
final class Strays {

  private static final int MOST_EXPLAINED = 3;

  private Strays() {}

  /** Adds to a failure what is known of roots that have probably lost their context. */
  static Failure explain(Failure failure, Scene scene) {
    List<Stray> strays = all(scene);
    strays.stream().limit(MOST_EXPLAINED).forEach(stray -> explain(failure, stray));
    return strays.size() > MOST_EXPLAINED
        ? failure.because(
            "and %s like these".formatted(Words.count(strays.size() - MOST_EXPLAINED, "more root")))
        : failure;
  }

  /** Names the roots that have probably lost their context, for the end of a heading. */
  static String blame(Scene scene) {
    List<String> names =
        all(scene).stream().map(stray -> Words.span(stray.root())).toList();
    return names.isEmpty()
        ? ""
        : ": %s began %s"
            .formatted(Words.list(names), names.size() == 1 ? "one of its own" : "their own");
  }

  private static List<Stray> all(Scene scene) {
    return scene.traces().stream()
        .flatMap(trace -> trace.roots().stream())
        .flatMap(root -> unlinked(root, scene).stream())
        .toList();
  }

  /** Adds to a failure what is known of one root. */
  static void explain(Failure failure, SpanData root, Scene scene) {
    if (!root.getParentSpanContext().isValid()) {
      unlinked(root, scene).ifPresent(stray -> explain(failure, stray));
    }
  }

  private static void explain(Failure failure, Stray stray) {
    stray.explain(failure);
    failure.advising(stray.cause().advice());
  }

  /** Whoever linked a root made it one on purpose. */
  private static Optional<Stray> unlinked(SpanData root, Scene scene) {
    return LinkedTraces.isLinked(root, scene) ? Optional.empty() : Stray.of(root, scene);
  }

  /** Says where a root began while another trace was open. */
  static Optional<String> describe(SpanData root, Scene scene) {
    return Stray.of(root, scene).flatMap(Stray::summary);
  }

  /** Says what to look at when a root began while another trace was open. */
  static Optional<String> advice(SpanData root, Scene scene) {
    return Stray.of(root, scene)
        .filter(stray -> stray.open().isPresent())
        .map(stray -> stray.cause().advice());
  }
}
