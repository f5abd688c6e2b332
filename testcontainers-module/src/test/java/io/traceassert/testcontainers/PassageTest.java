package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassageTest {

  private static final AttributeKey<String> KEY = AttributeKey.stringKey("customer");

  private final SpanData root = span(1, 0, "GET /menu", Attributes.of(KEY, "a")).build();
  private final SpanData poll = span(2, 1, "poll", Attributes.empty()).build();
  private final SpanData query = span(3, 2, "query", Attributes.empty()).build();
  private final Trace in = Trace.of(List.of(root, poll, query));

  @Test
  void whatIsEqualHasNoSummary() {
    Passage passage = new Passage(in, "otlp", List.of(query, poll, root));

    assertThat(passage.summary()).isEmpty();
    assertThat(PassageDrawing.of(passage)).isEqualTo("""
        trace 00000000: 3 spans went in, 3 came out at "otlp"

          GET /menu    @shop
          └─ poll
             └─ query
        """);
  }

  @Test
  void everyKindOfChangeIsCounted() {
    SpanData changed = span(1, 0, "GET /{id}", Attributes.of(KEY, "***"))
        .setResource(Resource.create(
            Attributes.builder().put("service.name", "shop").put("region", "eu").build()))
        .build();
    SpanData more = span(9, 1, "made up", Attributes.empty()).build();
    Passage passage = new Passage(in, "otlp", List.of(changed, query, more));

    assertThat(passage.summary())
        .isEqualTo(
            "1 attribute changed, 1 attribute added, 1 other part changed, 1 span dropped, 1 span added, which leaves 1 orphan");
    assertThat(PassageDrawing.of(passage)).isEqualTo("""
        trace 00000000: 3 spans went in, 3 came out at "otlp"

        - GET /menu    @shop  customer=a
        + GET /{id}    @shop  customer="***"  resource.region=eu  # name: "GET /menu" became "GET /{id}"; customer: "a" became "***"; resource.region added: "eu"
        - └─ poll                                                 # dropped
             └─ query                                             # an orphan now: its parent was dropped
        + made up      @shop                                      # came out only
        """);
  }

  @Test
  void whatCameOutIsMarked() {
    SpanData changed = span(2, 1, "poll all", Attributes.empty()).build();
    Passage passage = new Passage(in, "otlp", List.of(root, changed, query));
    Map<SpanData, String> marks = Map.of(root, "still has customer", changed, "marked");

    assertThat(PassageDrawing.of(passage, marks)).isEqualTo("""
        trace 00000000: 3 spans went in, 3 came out at "otlp"

          GET /menu    @shop  # still has customer
        - └─ poll
        + └─ poll all         # name: "poll" became "poll all"; marked
             └─ query
        """);
  }

  @Test
  void secretsAreMasked() {
    SpanData before =
        span(1, 0, "login", Attributes.builder().put("password", "one").build()).build();
    SpanData after =
        span(1, 0, "login", Attributes.builder().put("password", "two").build()).build();
    Passage passage = new Passage(Trace.of(List.of(before)), "otlp", List.of(after));

    assertThat(PassageDrawing.of(passage))
        .contains("password has another value")
        .doesNotContain("one", "two");
  }

  @Test
  void ofALargeTraceOnlyWhatDiffersIsDrawn() {
    List<SpanData> spans = new ArrayList<>(List.of(root));
    for (int i = 2; i < 100; i++) {
      spans.add(span(i, 1, "item " + i, Attributes.empty()).build());
    }
    Passage passage = new Passage(Trace.of(spans), "otlp", spans.subList(0, 98));

    assertThat(PassageDrawing.of(passage)).isEqualTo("""
        trace 00000000: 99 spans went in, 98 came out at "otlp"

        - └─ item 99  # dropped
        … and 98 more lines
        """);
  }

  private static TestSpanData.Builder span(int id, int parent, String name, Attributes attributes) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setStartEpochNanos(id)
        .setEndEpochNanos(1_000)
        .setAttributes(attributes)
        .setResource(
            Resource.create(Attributes.builder().put("service.name", "shop").build()))
        .setSpanContext(context(id))
        .setParentSpanContext(parent == 0 ? SpanContext.getInvalid() : context(parent));
  }

  private static SpanContext context(int id) {
    return SpanContext.create(
        "%032x".formatted(1),
        "%016x".formatted(id),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
