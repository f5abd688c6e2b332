package io.traceassert.pattern;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a relative of the span is as described, or that none is. The latter does not hold when a
 * relative may be among the spans that were not captured: what cannot be decided is not asserted.
 */
record Relation(Kin kin, boolean expected, SpanPattern pattern) implements Part {

  @Override
  public boolean matches(SpanData span, Trace trace) {
    boolean found = find(span, trace) != null;
    return expected ? found : !found && kin.breakAbove(span, trace).isEmpty();
  }

  @Override
  public boolean isUndecided(SpanData span, Trace trace) {
    return find(span, trace) == null && kin.breakAbove(span, trace).isPresent();
  }

  private @Nullable SpanData find(SpanData span, Trace trace) {
    for (SpanData relative : kin.of(span, trace)) {
      if (pattern.matches(relative, trace) && !isSame(relative, span)) {
        return relative;
      }
    }
    return null;
  }

  /** A span that was captured twice is not its own relative. */
  private static boolean isSame(SpanData one, SpanData other) {
    return one == other || (one.getSpanId().equals(other.getSpanId()) && one.equals(other));
  }

  @Override
  public String miss(SpanData span, Trace trace) {
    if (expected) {
      return kin == Kin.PARENT ? otherParent(span, trace) : none(span, trace);
    }
    SpanData found = find(span, trace);
    return found == null
        ? "not %s of %s: cannot decide: %s"
            .formatted(kin.converse(), pattern.phrase(), unknown(span, trace).orElse(""))
        : unexpected(found);
  }

  private String otherParent(SpanData span, Trace trace) {
    String actual = trace
        .parentOf(span)
        .map(parent -> "was " + Words.span(parent) + missesOf(parent, trace))
        .or(() -> unknown(span, trace))
        .orElse("it is a root");
    return "parent: expected %s, but %s".formatted(pattern.phrase(), actual);
  }

  private String missesOf(SpanData parent, Trace trace) {
    return pattern.isExactName()
        ? ""
        : " (" + String.join("; ", pattern.misses(parent, trace)) + ")";
  }

  private String none(SpanData span, Trace trace) {
    boolean top = kin.needsParent() && trace.depthOf(span) == 0;
    String reason = unknown(span, trace).orElse(top ? "it is a root" : "");
    return "no %s is %s%s"
        .formatted(kin.word(), pattern.phrase(), reason.isEmpty() ? "" : ": " + reason);
  }

  private String unexpected(SpanData found) {
    boolean named = pattern.isExactName();
    return kin == Kin.PARENT
        ? "parent: expected not %s%s"
            .formatted(pattern.phrase(), named ? "" : ", but was " + Words.span(found))
        : "expected no %s %s, but there is %s"
            .formatted(kin.word(), pattern.phrase(), named ? "one" : Words.span(found));
  }

  /** Says why not all relatives are known. */
  private Optional<String> unknown(SpanData span, Trace trace) {
    return kin.breakAbove(span, trace)
        .map(top -> trace.cycles().contains(top)
            ? "its parents form a cycle"
            : "its %s %s"
                .formatted(top.equals(span) ? "parent" : "ancestor", Words.uncapturedParent(top)));
  }

  @Override
  public String print() {
    return "(%s%s of %s)".formatted(expected ? "" : "not ", kin.converse(), pattern);
  }

  /** Tells whether a column looks like a printed relation. */
  static boolean isPrinted(String column) {
    for (Kin kin : Kin.values()) {
      String words = kin.converse() + " of ";
      if (column.startsWith("(" + words) || column.startsWith("(not " + words)) {
        return true;
      }
    }
    return false;
  }

  /** Of each kind of relative several things may be said, but of each pattern only one. */
  @Override
  public Object slot() {
    return new Relation(kin, true, pattern);
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public List<String> attributeKeys() {
    return pattern.attributeKeys();
  }
}
