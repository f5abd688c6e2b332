package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.AbstractList;
import java.util.List;

/**
 * Parts of one sort that a span has: all of them, or some. Immutable; equal to any list of equal
 * parts.
 */
abstract sealed class SpanParts<T> extends AbstractList<T> permits SpanEvents, SpanLinks {

  private final SpanData span;
  private final List<T> parts;
  private final String word;
  private final String which;

  /**
   * Makes a list.
   *
   * @param word what one is called
   * @param which which of them these are, behind a space; empty if these are all
   */
  SpanParts(SpanData span, List<T> parts, String word, String which) {
    this.span = span;
    this.parts = parts;
    this.word = word;
    this.which = which;
  }

  final SpanData span() {
    return span;
  }

  /** Tells whether these are only some of them. */
  final boolean isNarrowed() {
    return !which.isEmpty();
  }

  /** Says what one of any such parts is called. */
  final String word() {
    return word;
  }

  /** Says which parts these are: {@code events "retry"}. */
  final String noun() {
    return word + "s" + which;
  }

  /** Counts such parts in words: {@code 2 events "retry"}. */
  final String count(int size) {
    return (size == 0 ? "no " + word : Words.count(size, word)) + which;
  }

  /** Tells whether the span has no part of this sort at all. */
  abstract boolean areNone();

  /** Adds to a failure what the span has. */
  abstract Failure describe(Failure failure);

  /** Returns how many parts of this sort were dropped. */
  abstract Dropped dropped();

  @Override
  public final T get(int index) {
    return parts.get(index);
  }

  @Override
  public final int size() {
    return parts.size();
  }
}
