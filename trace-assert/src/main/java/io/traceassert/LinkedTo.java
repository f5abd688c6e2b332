package io.traceassert;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.List;

/** Where a link should lead. */
sealed interface LinkedTo {

  boolean matches(SpanLink link);

  boolean matches(SpanData span, Trace trace);

  /** Tells whether it cannot be known where the link leads. */
  boolean isUnknown(SpanLink link);

  /** Says in what the linked span is another; empty if its name says it all. */
  List<String> misses(SpanLink link);

  /** Tells whether it says something of the errors of that span. */
  boolean isAboutErrors();

  String phrase();

  /** A captured span. */
  record Described(SpanPattern pattern) implements LinkedTo {

    @Override
    public boolean matches(SpanLink link) {
      return link.leadsTo(pattern);
    }

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return pattern.matches(span, trace);
    }

    @Override
    public boolean isUnknown(SpanLink link) {
      return link.target().isEmpty();
    }

    @Override
    public List<String> misses(SpanLink link) {
      return link.target()
          .filter(target -> !pattern.isExactName())
          .map(target -> pattern.misses(target.span(), target.trace()))
          .orElse(List.of());
    }

    @Override
    public boolean isAboutErrors() {
      return PatternLine.isAboutErrors(pattern);
    }

    @Override
    public String phrase() {
      return pattern.phrase();
    }
  }

  /** A span that need not have been captured. */
  record Identified(SpanContext context) implements LinkedTo {

    @Override
    public boolean matches(SpanLink link) {
      return isSame(link.data().getSpanContext());
    }

    @Override
    public boolean matches(SpanData span, Trace trace) {
      return isSame(span.getSpanContext());
    }

    /** A context also says how it was propagated, which differs between the two ends of a link. */
    private boolean isSame(SpanContext other) {
      return other.getTraceId().equals(context.getTraceId())
          && other.getSpanId().equals(context.getSpanId());
    }

    @Override
    public boolean isUnknown(SpanLink link) {
      return false;
    }

    @Override
    public List<String> misses(SpanLink link) {
      return List.of();
    }

    @Override
    public boolean isAboutErrors() {
      return false;
    }

    @Override
    public String phrase() {
      return SpanLink.phrase(context);
    }
  }
}
