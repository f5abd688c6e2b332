package io.traceassert.trace;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceDrawingTest {

  @Test
  void showsKindServiceStatusExceptionAndOddities() {
    Trace trace = Trace.of(List.of(
        span("POST /orders", 1)
            .kind(SpanKind.SERVER)
            .service("order service")
            .during(0, 1_250)
            .build(),
        span("cook", 2)
            .parent(1)
            .service("noodle-service")
            .during(1, 1.25)
            .status(StatusData.create(StatusCode.ERROR, "out of nori"))
            .events(EventData.create(
                1,
                "exception",
                Attributes.of(AttributeKey.stringKey("exception.type"), "ramen.OutOfStock")))
            .build(),
        span("taste", 3)
            .parent(2)
            .service("noodle-service")
            .during(2, 1)
            .status(StatusData.ok())
            .build(),
        child("self", 4, 4)));
    assertThat(trace).hasToString("""
        POST /orders  [SERVER]  @"order service"                                                  1.25 s
        └─ cook                 @noodle-service   ERROR "out of nori"  throws ramen.OutOfStock  0.250 ms
           └─ taste                               OK                                             -1.0 ms
        self                                                                                      1.0 ms  # its parent is itself or below it: the parents form a cycle
        """);
  }

  @Test
  void aServiceIsShownWhereItIsAnother() {
    Trace trace = Trace.of(List.of(
        span("a", 1).service("shop").during(0, 9).build(),
        span("b", 2).parent(1).service("shop").during(1, 2).build(),
        span("c", 3).parent(1).during(2, 3).build(),
        span("d", 4).parent(1).service("unknown_service:java").during(3, 4).build(),
        span("e", 5).parent(3).service("shop").during(4, 5).build()));
    assertThat(trace).hasToString("""
        a        @shop  9.0 ms
        ├─ b            1.0 ms
        ├─ c            1.0 ms
        │  └─ e  @shop  1.0 ms
        └─ d            1.0 ms
        """);
  }

  @Test
  void aDescriptionThatIsASecretIsLeftOut() {
    StatusData status = StatusData.create(StatusCode.ERROR, "refused: Bearer abcdefghijkl");
    assertThat(Trace.of(List.of(span("a", 1).status(status).build())))
        .hasToString("a  ERROR  1.0 ms\n");
  }

  @Test
  void quotesNamesThatWouldBeReadOtherwise() {
    assertThat(Trace.of(List.of(root("two  spaces", 1)))).hasToString("\"two  spaces\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("", 1)))).hasToString("\"\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("~tilde", 1)))).hasToString("\"~tilde\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("SELECT ...", 1)))).hasToString("\"SELECT ...\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("- minus", 1)))).hasToString("\"- minus\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("├─ drawn", 1)))).hasToString("\"├─ drawn\"  1.0 ms\n");
    assertThat(Trace.of(List.of(root("GET /a/{id} #1", 1))))
        .hasToString("GET /a/{id} #1  1.0 ms\n");
  }

  @Test
  void controlCharactersNeverLeaveTheirLine() {
    Trace trace = Trace.of(List.of(root("a\nb\r\t\u0007\u202Ec\uD800", 1)));
    assertThat(trace).hasToString("\"a\\nb\\r\\t\\u{7}\\u{202e}c\\u{d800}\"  1.0 ms\n");
  }

  @Test
  void wideCharactersAreAligned() {
    assertThat(Trace.of(List.of(root("ramen", 1), child("拉麺🍜", 2, 1), child("nori", 3, 1))))
        .hasToString("""
        ramen      1.0 ms
        ├─ nori    1.0 ms
        └─ 拉麺🍜  1.0 ms
        """);
  }

  @Test
  void aLongNameIsShortenedToAPattern() {
    assertThat(Trace.of(List.of(root("x".repeat(150), 1))))
        .hasToString("x".repeat(60) + "..." + "x".repeat(30) + "  1.0 ms\n");
    assertThat(Trace.of(List.of(root("x".repeat(100), 1))))
        .hasToString("x".repeat(100) + "  1.0 ms\n");
  }

  @Test
  void aLongNameInQuotesIsNotShortened() {
    assertThat(Trace.of(List.of(root("~" + "x".repeat(150), 1))))
        .hasToString("\"~" + "x".repeat(150) + "\"  1.0 ms\n");
  }

  @Test
  void attributesAreSortedTypedAndShortened() {
    SpanData span = span("a", 1)
        .attributes(Attributes.builder()
            .put("z", "200")
            .put("y", 200)
            .put("x", "two  spaces")
            .put("w", "a", "b c")
            .put("v", true)
            .put("u", "true")
            .put("t", "v".repeat(300))
            .put("api_key", "s3cr3t")
            .put("header", "Bearer abcdefghijkl")
            .build())
        .build();
    assertThat(Trace.of(List.of(span))).hasToString("a  1.0 ms\n");
    assertThat(TraceDrawing.of(Trace.of(List.of(span))).showingAll(10).render())
        .isEqualTo(
            "a  api_key=*  header=*  t=" + "v".repeat(50) + "…(200 more)…" + "v".repeat(50)
                + "  u=\"true\"  v=true  w=[\"a\", \"b c\"]  x=\"two  spaces\"  y=200  z=\"200\"  1.0 ms\n");
  }

  @Test
  void aWideTraceIsFolded() {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    for (int i = 2; i <= 1_000; i++) {
      spans.add(child("child " + (8_000 + i), i, 1));
    }
    String text = Trace.of(spans).toString();
    assertThat(text)
        .hasLineCount(40)
        .startsWith("root           1.0 ms\n├─ child 8002  1.0 ms\n")
        .endsWith("# and 961 more\n");
  }

  @Test
  void manyTopsAreFolded() {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      spans.add(root("top " + i, i));
    }
    assertThat(Trace.of(spans).toString()).hasLineCount(40).endsWith("# and 11 more\n");
  }

  @Test
  void whatLooksAlikeIsDrawnOnceBeforeAnythingIsLeftOut() {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    SpanData marked = child("query", 105, 5);
    for (int i = 2; i <= 41; i++) {
      spans.add(child("item", i, 1));
      spans.add(i == 5 ? marked : child(i == 41 ? "cache" : "query", 100 + i, i));
    }
    assertThat(TraceDrawing.of(Trace.of(spans))
            .commenting(Map.of(marked, "guilty"))
            .render(""))
        .isEqualTo("""
            root               1.0 ms
            ├─ item      x38  38.0 ms
            │  └─ query        1.0 ms
            ├─ item            1.0 ms
            │  └─ query        1.0 ms  # guilty
            └─ item            1.0 ms
               └─ cache        1.0 ms
            """);
  }

  @Test
  void whatFitsIsNotFolded() {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    for (int i = 2; i <= 40; i++) {
      spans.add(child("child", i, 1));
    }
    assertThat(Trace.of(spans).toString()).hasLineCount(40).doesNotContain("x39", "...");
  }

  @Test
  void siblingsThatAreAlikeAreFolded() {
    List<SpanData> items = new ArrayList<>();
    for (int i = 10; i < 15; i++) {
      items.add(span("item", i).parent(1).during(i, i + 1).build());
    }
    items.add(span("other", 20).parent(1).during(20, 21).build());
    List<SpanData> spans = new ArrayList<>(items);
    spans.add(root("load", 1));
    spans.add(span("query", 30).parent(11).during(11, 12).build());
    spans.add(span("query", 31).parent(10).during(10, 11).build());
    spans.add(span("query", 32).parent(12).during(12, 13).build());
    spans.add(span("cache", 33).parent(12).during(12, 13).build());
    assertThat(TraceDrawing.of(Trace.of(spans)).folding(items).render("")).isEqualTo("""
        load             1.0 ms
        ├─ item      x2  2.0 ms
        │  └─ query      1.0 ms
        ├─ item          1.0 ms
        │  ├─ cache      1.0 ms
        │  └─ query      1.0 ms
        ├─ item          1.0 ms
        ├─ item          1.0 ms
        └─ other         1.0 ms
        """);
  }
}
