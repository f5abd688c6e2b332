package io.traceassert.trace;

import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTargetTest {

  private static final SpanData ROOT = root("root", 1);
  private static final SpanData CHILD = child("child", 2, 1);
  private static final SpanData OTHER = span("zoo", 3).trace("9").build();

  private static LinkData to(SpanData span) {
    return LinkData.create(span.getSpanContext());
  }

  @Test
  void leadsToASpanOfAnyTraceThatWasBuiltTogether() {
    List<Trace> traces = Trace.groupByTraceId(List.of(ROOT, CHILD, OTHER));
    LinkTarget child = new LinkTarget(CHILD, traces.get(0));
    assertThat(LinkTarget.of(to(CHILD), traces.get(0))).contains(child);
    assertThat(LinkTarget.of(to(CHILD), traces.get(1))).contains(child);
    assertThat(LinkTarget.of(to(OTHER), traces.get(0)))
        .contains(new LinkTarget(OTHER, traces.get(1)));
  }

  @Test
  void isEmptyWhenTheLinkedSpanWasNotCaptured() {
    Trace alone = Trace.of(List.of(ROOT));
    assertThat(LinkTarget.of(to(CHILD), alone)).isEmpty();
    assertThat(LinkTarget.of(to(OTHER), alone)).isEmpty();
    assertThat(LinkTarget.of(to(OTHER), Trace.of(List.of()))).isEmpty();
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> LinkTarget.of(nothing(), Trace.of(List.of(ROOT))))
        .withMessage("link");
    assertThatNullPointerException()
        .isThrownBy(() -> LinkTarget.of(to(ROOT), nothing()))
        .withMessage("trace");
  }
}
