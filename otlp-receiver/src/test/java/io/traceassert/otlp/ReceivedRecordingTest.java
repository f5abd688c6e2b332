package io.traceassert.otlp;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Settlement;
import io.traceassert.capture.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceivedRecordingTest {

  private static final int MANY = 1_000;

  private final Inbox inbox = new Inbox();
  private final SetWindow window = new SetWindow();
  private final Recording root = new ReceivedRecording(
      inbox, inbox.root(), window, () -> new Wiring(true, "nothing came", "Send.", List.of()));

  @Test
  void isSettledOnceNothingHasComeForTheQuietWindow() {
    assertThat(root.capture().settlement()).isEqualTo(Settlement.PENDING);
    window.pass();
    assertThat(root.capture().settlement()).isEqualTo(Settlement.QUIET);
  }

  @Test
  void theWindowBeginsAgainWithEachArrival() {
    root.capture();
    window.pass();
    deliver(root("order", 1));

    assertThat(root.capture().settled()).isFalse();
    window.pass();
    assertThat(root.capture().settled()).isTrue();
    assertThat(root.capture().spans()).containsExactly(root("order", 1));
  }

  @Test
  void theWindowBeginsWithTheFirstLook() {
    window.pass();
    assertThat(root.capture().settled()).isFalse();
  }

  @Test
  void isTheSameWhileNothingChanges() {
    Capture pending = root.capture();
    assertThat(root.capture()).isSameAs(pending);
    window.pass();
    Capture quiet = root.capture();
    assertThat(root.capture()).isSameAs(quiet).isNotSameAs(pending);
  }

  @Test
  void listenersHearOfArrivalsFaultsAndTheEndOfTheWindow() {
    AtomicInteger calls = new AtomicInteger();
    Recording.Subscription subscription = root.onChange(calls::incrementAndGet);
    deliver(root("order", 1));
    assertThat(calls).hasValue(1);
    inbox.tell(new Fault("refused", false));
    assertThat(calls).hasValue(2);
    root.capture();
    window.pass();
    assertThat(calls).hasValue(3);

    subscription.close();
    deliver(root("order", 1));
    assertThat(calls).hasValue(3);
  }

  @Test
  void ownsTheTracesThatBeginWhileItIsOpen() {
    deliver(inTrace("1", 1));
    Recording first = root.record();
    deliver(inTrace("2", 2), inTrace("1", 3));
    first.close();
    Recording second = root.record();
    deliver(inTrace("3", 4), inTrace("2", 5));

    assertThat(first.capture().spans()).containsExactly(inTrace("2", 2));
    assertThat(second.capture().spans()).containsExactly(inTrace("3", 4));
    assertThat(root.capture().spans()).containsExactly(inTrace("1", 1), inTrace("1", 3));
  }

  @Test
  void aRecordingInsideAnotherOwnsWhatBeginsThen() {
    Recording outer = root.record();
    Recording inner = outer.record();
    deliver(inTrace("1", 1));
    inner.close();
    deliver(inTrace("2", 2));

    assertThat(inner.capture().spans()).containsExactly(inTrace("1", 1));
    assertThat(outer.capture().spans()).containsExactly(inTrace("2", 2));
  }

  @Test
  void ofRecordingsBesideEachOtherTheOneThatClaimsTheTraceOwnsIt() {
    Recording first = root.record();
    Recording second = root.record();
    deliver(inTrace("1", 1), inTrace("2", 2));
    assertThat(first.capture().spans()).isEmpty();
    assertThat(first.capture().notes())
        .containsExactly(
            "2 spans belong to no test, since several were recording when their traces began: \"s1\", \"s2\"");

    first.claim(Set.of(inTrace("1", 1).getTraceId()));
    second.claim(Set.of(inTrace("1", 1).getTraceId(), inTrace("3", 3).getTraceId()));
    deliver(inTrace("1", 4), inTrace("3", 3));

    assertThat(first.capture().spans()).containsExactly(inTrace("1", 1), inTrace("1", 4));
    assertThat(second.capture().spans()).containsExactly(inTrace("3", 3));
    assertThat(second.capture().notes())
        .containsExactly(
            "1 span belongs to no test, since several were recording when its trace began: \"s2\"");
  }

  @Test
  void aTraceThatWasClaimedInTimeNeverEntersTheNextRecording() {
    Recording first = root.record();
    first.claim(Set.of(inTrace("1", 1).getTraceId()));
    first.close();
    Recording second = root.record();
    deliver(inTrace("1", 1));
    assertThat(second.capture().spans()).isEmpty();
  }

  @Test
  void faultsAreToldToEveryOpenRecording() {
    Recording first = root.record();
    Recording second = root.record();
    inbox.tell(new Fault("refused a request", true));
    inbox.tell(new Fault("refused garbage", false));
    inbox.tell(new Fault("refused garbage", false));

    assertThat(first.capture().losses()).containsExactly("refused a request");
    assertThat(second.capture().losses()).containsExactly("refused a request");
    assertThat(second.capture().notes()).containsExactly("refused garbage (2 times)");
    assertThat(root.capture().losses()).isEmpty();
    assertThat(root.record().capture().notes()).isEmpty();
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    Recording recording = root.record();
    deliver(inTrace("1", 1));
    assertThat(inbox.take(List.of(inTrace("2", 2), inTrace("2", 3)), 2)).isFalse();
    assertThat(inbox.take(List.of(inTrace("2", 2)), 2)).isTrue();
    assertThat(recording.capture().spans()).containsExactly(inTrace("1", 1), inTrace("2", 2));

    recording.close();
    assertThat(inbox.take(List.of(inTrace("3", 2), inTrace("3", 3)), 2)).isTrue();
  }

  @Test
  void closingTwiceDoesNothing() {
    Recording recording = root.record();
    deliver(root("order", 1), child("pay", 2, 1));
    recording.close();
    Capture capture = recording.capture();
    recording.close();
    deliver(child("late", 3, 1));
    window.pass();
    assertThat(recording.capture()).isSameAs(capture);
    assertThat(capture.spans()).hasSize(2);
  }

  private void deliver(SpanData... spans) {
    assertThat(inbox.take(List.of(spans), MANY)).isTrue();
  }

  private static SpanData inTrace(String digit, long id) {
    return span("s" + id, id).trace(digit).build();
  }

  /** A window that is over when the test says so. */
  private static final class SetWindow implements QuietWindow {

    private final List<Runnable> waiting = new ArrayList<>();
    private long now;

    @Override
    public long begin(Runnable whenOver) {
      waiting.add(whenOver);
      return now;
    }

    @Override
    public boolean isOver(long began) {
      return now > began;
    }

    void pass() {
      now++;
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }
}
