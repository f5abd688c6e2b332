package io.traceassert.pattern;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a span of the same trace may be to a span. */
enum Kin {
  PARENT("child"),
  ANCESTOR("descendant"),
  CHILD("parent"),
  DESCENDANT("ancestor"),
  SIBLING("sibling");

  private final String converse;

  Kin(String converse) {
    this.converse = converse;
  }

  /** What the relative is to the span: {@code parent}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the span is to the relative: {@code child}. */
  String converse() {
    return converse;
  }

  /** Tells whether the relatives are reached through the parent. */
  boolean needsParent() {
    return this != CHILD && this != DESCENDANT;
  }

  /**
   * The captured relatives of a span; among its siblings the span itself. The top of a tree has no
   * siblings.
   */
  List<SpanData> of(SpanData span, Trace trace) {
    return switch (this) {
      case PARENT -> trace.parentOf(span).map(List::of).orElseGet(List::of);
      case ANCESTOR -> trace.ancestorsOf(span);
      case CHILD -> trace.childrenOf(span);
      case DESCENDANT -> trace.descendantsOf(span);
      case SIBLING -> trace.parentOf(span).map(trace::childrenOf).orElseGet(List::of);
    };
  }

  /**
   * Returns the span at which the tree breaks off, so that not all relatives are known: it has the
   * id of a parent and yet no parent in the tree.
   */
  Optional<SpanData> breakAbove(SpanData span, Trace trace) {
    if (!needsParent() || (this != ANCESTOR && trace.depthOf(span) > 0)) {
      return Optional.empty();
    }
    List<SpanData> ancestors = trace.ancestorsOf(span);
    SpanData top = ancestors.isEmpty() ? span : ancestors.get(ancestors.size() - 1);
    return SpanId.isValid(top.getParentSpanId()) ? Optional.of(top) : Optional.empty();
  }
}
