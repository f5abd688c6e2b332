package io.traceassert;

import io.traceassert.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with parts of any sort that a span has. Null means that nothing is. What is
 * said of all cannot be decided when some were dropped.
 */
final class PartsFailure {

  private PartsFailure() {}

  /** Finds a part by its index. */
  static <T> Found<T> element(SpanParts<T> parts, int index, Scene scene) {
    return index < parts.size()
        ? Found.value(parts.get(index))
        : Found.failed(tooFew(parts, "at least " + parts.count(index + 1), scene));
  }

  static <T> Found<T> last(SpanParts<T> parts, Scene scene) {
    Failure undecided = undecided(parts, "a last " + parts.word(), scene);
    return undecided == null || parts.isEmpty()
        ? element(parts, Math.max(0, parts.size() - 1), scene)
        : Found.failed(undecided);
  }

  static @Nullable Failure notEmpty(SpanParts<?> parts, Scene scene) {
    return parts.isEmpty() ? tooFew(parts, "at least " + parts.count(1), scene) : null;
  }

  static @Nullable Failure size(SpanParts<?> parts, int size, Scene scene) {
    String expected = parts.count(size);
    if (parts.size() == size) {
      return undecided(parts, expected, scene);
    }
    Failure failure = parts.size() < size
        ? tooFew(parts, expected, scene)
        : of(parts, expected, there(parts), scene);
    return failure.comparing(size, parts.size());
  }

  private static Failure tooFew(SpanParts<?> parts, String expected, Scene scene) {
    return parts.dropped().explainMissing(of(parts, expected, there(parts), scene));
  }

  /** Says that what there is is as expected, but that it is not all. */
  static @Nullable Failure undecided(SpanParts<?> parts, String expected, Scene scene) {
    Dropped dropped = parts.dropped();
    return dropped.isAny()
        ? of(parts, expected, "cannot decide: " + dropped.sentence(), scene)
            .advising(dropped.limit().advice())
        : null;
  }

  static Failure of(SpanParts<?> parts, String expected, String actual, Scene scene) {
    return parts.describe(SpanFailure.of(
        parts.span(),
        scene,
        "expected %s, but %s".formatted(expected, actual),
        "expected " + expected));
  }

  /** Says how many there are. */
  static String there(SpanParts<?> parts) {
    if (parts.areNone()) {
      return "it has no " + parts.word() + "s";
    }
    return parts.isEmpty()
        ? "there is none"
        : "there %s %d".formatted(Words.isAre(parts.size()), parts.size());
  }
}
