package io.traceassert;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the links of a span. What is said of all links cannot be decided when some were dropped,
 * nor where a link leads when that span was not captured.
 */
final class LinksCheck {

  private static final int MOST_LISTED = 10;
  private static final int MOST_UNLINKED = 3;

  private final SpanData span;
  private final Scene scene;
  private final List<SpanLink> links;

  private LinksCheck(SpanData span, Scene scene) {
    this.span = span;
    this.scene = scene;
    links = SpanLink.of(span, scene);
  }

  static LinksCheck of(SpanData span, Scene scene) {
    return new LinksCheck(span, scene);
  }

  /** Finds the one link that leads there. */
  Found<LinkData> single(LinkedTo target) {
    List<SpanLink> matching = matching(target);
    return switch (matching.size()) {
      case 0 -> Found.failed(absent(target));
      case 1 -> {
        lookedAt(target, matching);
        yield Found.value(matching.get(0).data());
      }
      default ->
        Found.failed(listing(failure("one link to " + target.phrase(), there(matching)), matching));
    };
  }

  @Nullable
  Failure contain(LinkedTo target) {
    List<SpanLink> matching = matching(target);
    return matching.isEmpty() ? absent(target) : lookedAt(target, matching);
  }

  @Nullable
  Failure doNotContain(LinkedTo target) {
    String expected = "no link to " + target.phrase();
    List<SpanLink> matching = matching(target);
    if (!matching.isEmpty()) {
      return listing(failure(expected, there(matching)), matching);
    }
    return links.stream()
        .filter(target::isUnknown)
        .findFirst()
        .map(link -> failure(
            expected, "cannot decide: the linked " + link.destination() + " was not captured"))
        .orElseGet(() -> undecided(expected));
  }

  /** Verifies that each pattern describes the target of a link of its own, and none is left. */
  @Nullable
  Failure leadExactlyTo(List<SpanPattern> patterns) {
    String expected = "links to exactly "
        + patterns.stream().map(SpanPattern::phrase).collect(Collectors.joining(", "));
    boolean exactly = patterns.size() == links.size()
        && PatternSearch.assign(
            links.size(), (pattern, link) -> links.get(link).leadsTo(patterns.get(pattern)));
    if (exactly) {
      Failure undecided = undecided(expected);
      return undecided == null ? lookedAt(patterns) : undecided;
    }
    String actual = links.isEmpty()
        ? there(links)
        : "it links to " + Words.list(links.stream().map(SpanLink::item).toList());
    return mayBeDropped(failure(expected, actual));
  }

  /** Verifies that no span as described is left without a link. */
  @Nullable
  Failure leadToAll(SpanPattern pattern) {
    Selection targets = Selection.of(pattern, scene.traces());
    if (targets.isEmpty()) {
      return PatternSearch.none(targets, ", so there is nothing to link to");
    }
    List<SpanData> unlinked = targets.stream()
        .filter(target -> links.stream().noneMatch(link -> link.isTo(target)))
        .toList();
    if (unlinked.isEmpty()) {
      scene.lookedAt(pattern, targets);
      return null;
    }
    Failure failure = failure(
        "links to all " + targets.size() + " spans " + pattern.phrase(),
        "%d of them %s not linked".formatted(unlinked.size(), Words.isAre(unlinked.size())));
    unlinked.stream()
        .limit(MOST_UNLINKED)
        .forEach(target -> failure.because("not linked: " + SpanLink.phrase(target, span)));
    unlinked.forEach(
        target -> failure.marking(target, "not linked").drawing(scene.traceOf(target)));
    return mayBeDropped(failure);
  }

  private @Nullable Failure lookedAt(List<SpanPattern> patterns) {
    for (SpanPattern pattern : patterns) {
      LinkedTo target = new LinkedTo.Described(pattern);
      lookedAt(target, matching(target));
    }
    return null;
  }

  /** Nothing is wrong, and a target that is about errors has looked at those of its spans. */
  private @Nullable Failure lookedAt(LinkedTo target, List<SpanLink> matching) {
    if (target.isAboutErrors()) {
      matching.stream()
          .flatMap(link -> link.target().stream())
          .forEach(to -> scene.lookedAtErrorsOf(to.span()));
    }
    return null;
  }

  private Failure absent(LinkedTo target) {
    Failure failure = failure("a link to " + target.phrase(), there(List.of()));
    listing(failure, links, target::misses);
    scene.traces().stream()
        .flatMap(trace -> trace.spans().stream().filter(other -> target.matches(other, trace)))
        .limit(MOST_UNLINKED)
        .forEach(other -> failure.because("not linked: " + SpanLink.phrase(other, span)));
    return mayBeDropped(failure);
  }

  private List<SpanLink> matching(LinkedTo target) {
    return links.stream().filter(target::matches).toList();
  }

  private Failure failure(String expected, String actual) {
    return SpanFailure.of(
        span, scene, "expected %s, but %s".formatted(expected, actual), "expected " + expected);
  }

  private String there(List<SpanLink> some) {
    if (links.isEmpty()) {
      return "it has no links";
    }
    return some.isEmpty()
        ? "there is none"
        : "there %s %d".formatted(Words.isAre(some.size()), some.size());
  }

  static Failure listing(Failure failure, List<SpanLink> links) {
    return listing(failure, links, link -> List.of());
  }

  private static Failure listing(
      Failure failure, List<SpanLink> links, Function<SpanLink, List<String>> misses) {
    links.stream().limit(MOST_LISTED).forEach(link -> {
      List<String> parts = misses.apply(link);
      failure.because(
          "linked: " + link.item() + (parts.isEmpty() ? "" : ": " + String.join("; ", parts)));
    });
    return links.size() > MOST_LISTED
        ? failure.because("and " + (links.size() - MOST_LISTED) + " more")
        : failure;
  }

  /** Says that what there is is as expected, but that it is not all. */
  private @Nullable Failure undecided(String expected) {
    Dropped dropped = Dropped.links(span);
    return dropped.isAny()
        ? failure(expected, "cannot decide: " + dropped.sentence())
            .advising(dropped.limit().advice())
        : null;
  }

  private Failure mayBeDropped(Failure failure) {
    return Dropped.links(span).explainMissing(failure);
  }
}
