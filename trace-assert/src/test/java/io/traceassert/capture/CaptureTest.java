package io.traceassert.capture;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureTest {

  private static final SpanData ROOT = root("root", 1);
  private static final SpanData CHILD = child("child", 2, 1);
  private static final OpenSpan OPEN =
      new OpenSpan(span("open", 3).open().build(), "main", Duration.ofMillis(2));
  private static final Origin ORIGIN = Origin.of("worker", List.of(), List.of());

  @Test
  void mergingJoinsWhatEachSourceHas() {
    Capture client = new Capture(
        List.of(ROOT),
        List.of(),
        Settlement.FINAL,
        context -> Optional.empty(),
        List.of(wiring(true, "client")),
        List.of("first loss"),
        List.of("first note"));
    Capture server = new Capture(
        List.of(CHILD),
        List.of(OPEN),
        Settlement.FINAL,
        context -> Optional.of(ORIGIN).filter(origin -> context.equals(CHILD.getSpanContext())),
        List.of(wiring(true, "server")),
        List.of("second loss"),
        List.of("second note"));

    Capture merged = Capture.merged(List.of(client, server));

    assertThat(merged.spans()).containsExactly(ROOT, CHILD);
    assertThat(merged.openSpans()).containsExactly(OPEN);
    assertThat(merged.settled()).isTrue();
    assertThat(merged.originOf(CHILD)).contains(ORIGIN);
    assertThat(merged.originOf(ROOT)).isEmpty();
    assertThat(merged.wirings()).containsExactly(wiring(true, "client"), wiring(true, "server"));
    assertThat(merged.losses()).containsExactly("first loss", "second loss");
    assertThat(merged.notes()).containsExactly("first note", "second note");
    assertThat(merged).hasToString("Capture{spans=2, open=1, FINAL}");
  }

  @Test
  void oneCaptureNeedsNoMerging() {
    Capture capture = of(true);
    assertThat(Capture.merged(List.of(capture))).isSameAs(capture);
  }

  @Test
  void isSettledWhenEachSourceIs() {
    assertThat(Capture.merged(List.of(of(true), of(false))).settled()).isFalse();
    assertThat(Capture.merged(List.of(of(true), of(true))).settled()).isTrue();
  }

  @Test
  void sourcesThatAreNotInUseAreNotMentioned() {
    Wiring idle = wiring(false, "idle");
    Wiring used = wiring(true, "used");
    assertThat(Capture.merged(List.of(of(true, idle), of(true, used))).wirings())
        .containsExactly(used);
  }

  @Test
  void whenNoSourceIsInUseTheFirstIsMentioned() {
    Wiring first = wiring(false, "first");
    assertThat(Capture.merged(List.of(of(true, first), of(true, wiring(false, "second"))))
            .wirings())
        .containsExactly(first);
    assertThat(Capture.merged(List.of(of(true), of(true))).wirings()).isEmpty();
  }

  @Test
  void aRecordingOfFinishedSpansNeverChanges() {
    try (Recording recording = Recording.of(List.of(CHILD, ROOT))) {
      Capture capture = recording.capture();
      assertThat(capture.spans()).containsExactly(CHILD, ROOT);
      assertThat(capture.openSpans()).isEmpty();
      assertThat(capture.settled()).isTrue();
      assertThat(capture.originOf(ROOT)).isEmpty();
      assertThat(recording.capture()).isSameAs(capture);
      assertThat(recording.record().capture()).isSameAs(capture);
      recording.onChange(() -> {}).close();
    }
  }

  private static Capture of(boolean settled, Wiring... wirings) {
    return new Capture(
        List.of(),
        List.of(),
        settled ? Settlement.FINAL : Settlement.PENDING,
        span -> Optional.empty(),
        List.of(wirings),
        List.of(),
        List.of());
  }

  private static Wiring wiring(boolean connected, String cause) {
    return new Wiring(connected, cause, "Connect it.", List.of());
  }
}
