package io.traceassert.otlp;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceSearchTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TraceSearch search =
      JaegerTraces.at(URI.create("http://localhost:1")).search();

  @Test
  void saysWhatItSearchesFor() {
    assertThat(search).hasToString("search for any span, begun in the last 3600 s, limit 20");
    assertThat(search
            .service("order")
            .operation("POST /orders")
            .attribute("order.id", 42)
            .attribute("api.key", "s3cr3t")
            .lasting(Duration.ofMillis(1), MINUTE)
            .startedAfter(Instant.EPOCH)
            .startedBefore(Instant.EPOCH.plusSeconds(1))
            .limit(3))
        .hasToString(
            "search for service \"order\", operation \"POST /orders\", order.id=42, api.key=***, at least 1 ms, at most 60 s, begun at 1970-01-01T00:00:00Z or later, and before 1970-01-01T00:00:01Z, limit 3");
  }

  @Test
  void refusesWhatCannotBeSearchedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.service(" "))
        .withMessage("name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.attribute("key", List.of()))
        .withMessageStartingWith(
            "backends search for texts, numbers and booleans, not for a ListN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.lasting(MINUTE, Duration.ZERO))
        .withMessage("the longest duration, 0 s, is below the shortest, 60 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.lastingAtLeast(MINUTE.negated()))
        .withMessage("a duration must not be negative, but is -60 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.limit(0))
        .withMessage("limit must be 1 or more, but is 0");
  }

  @Test
  void refusesTimesThatAreNone() {
    JaegerTraces jaeger = JaegerTraces.at(URI.create("http://localhost:1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> jaeger.withTimeout(MINUTE.negated()))
        .withMessage("timeout must not be negative, but is -60 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> jaeger.withQuietWindow(MINUTE.negated()))
        .withMessage("quietWindow must not be negative, but is -60 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> jaeger.withRequestTimeout(Duration.ZERO))
        .withMessage("requestTimeout must be positive");
  }
}
