package io.traceassert;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report says beyond the drawing of each trace. */
class ReportTest {

  private static final long MIDNIGHT = 1_700_000_000_000_000_000L;

  private final FakeRecording recording = new FakeRecording();

  @Test
  void saysWhereRootsBeganAndWhichSpansAreOpen() {
    SpanData root = root("root", 1);
    SpanData open = span("open", 2).trace("9").open().build();
    recording.origin(
        root,
        Origin.of(
            "main",
            List.of(new StackTraceElement("shop.Shop", "buy", "Shop.java", 12)),
            List.of()));
    recording.origin(open, Origin.of("pool-1", List.of(), List.of()));
    recording.set(
        List.of(root, child("child", 3, 1)),
        List.of(new OpenSpan(open, "pool-1", Duration.ofMillis(7))));
    assertThat(recording.traces().report()).isEqualTo("""
        2 traces, 2 ended spans, 1 open

        trace 99999999: 1 span, 0.0 ms, 1 open
          open  # open
          "open" began on thread "pool-1"

        trace 4bf92f35: 2 spans, 1.0 ms
          root      1.0 ms
          └─ child  1.0 ms
          "root" began at Shop.java:12 on thread "main"

        "open" has been open for 7.0 ms, started on thread "pool-1"

        SDK      fake
        started  0 spans
        """);
  }

  @Test
  void tellsEventsAndLinksWithTheirAttributes() {
    Attributes two = Attributes.builder().put("z", "last").put("a", 1).build();
    SpanData linked = span("linked", 5).trace("9").build();
    SpanData eventful = span("eventful", 1)
        .events(EventData.create(MIDNIGHT + 2_000_000, "retry", two))
        .links(LinkData.create(linked.getSpanContext(), two))
        .build();
    recording.with(eventful, child("plain", 2, 1));
    assertThat(recording.traces().report()).isEqualTo("""
        1 trace, 2 ended spans, 0 open

        trace 4bf92f35: 2 spans, 1.0 ms
          eventful  1.0 ms
          └─ plain  1.0 ms
          "eventful" 00000000
            event "retry" at 2.0 ms
              a=1
              z=last
            link to 00000000 of trace 99999999
              a=1
              z=last

        SDK      fake
        started  0 spans
        """);
  }

  @Test
  void aTextOfSeveralLinesIsCutAndASecretIsNotPrinted() {
    String lines = IntStream.rangeClosed(1, 31)
        .mapToObj(i -> "\tline " + i + "\n")
        .collect(Collectors.joining());
    Attributes attributes =
        Attributes.builder().put("text", lines).put("password", "one\ntwo").build();
    recording.with(
        span("root", 1).events(EventData.create(MIDNIGHT, "told", attributes)).build());
    assertThat(recording.traces().report())
        .contains("      password=*\n      text=\n          line 1\n")
        .contains("          line 30\n\n")
        .doesNotContain("line 31");
  }

  @Test
  void ofManyTracesAHundredAreDrawn() {
    assertThat(report(100))
        .startsWith("100 traces, 100 ended spans, 0 open\n")
        .doesNotContain("more");
    assertThat(report(102))
        .startsWith("102 traces, 102 ended spans, 0 open\n")
        .contains("root 99  1.0 ms\n\nand 2 more traces\n\nSDK      fake\n")
        .doesNotContain("root 100");
  }

  private String report(int traces) {
    return recording
        .with(IntStream.range(0, traces)
            .mapToObj(i -> span("root " + i, 1)
                .trace(String.format("%02x", i + 1))
                .during(i, i + 1)
                .build())
            .toArray(SpanData[]::new))
        .traces()
        .report();
  }
}
