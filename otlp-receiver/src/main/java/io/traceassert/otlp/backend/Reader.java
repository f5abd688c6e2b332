package io.traceassert.otlp.backend;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a backend. Immutable.
 *
 * @param backend what is asked
 * @param connection where it is
 * @param timeout how long assertions wait for what they expect
 * @param quietWindow how long an answer has to stay the same before it counts
 */
public record Reader(
    Backend backend, Connection connection, Duration timeout, Duration quietWindow) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration QUIET_WINDOW = Duration.ofMillis(250);

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if it is not an address of HTTP, or has credentials in it
   */
  public static Reader of(Backend backend, URI uri) {
    return new Reader(backend, Connection.to(uri), TIMEOUT, QUIET_WINDOW);
  }

  /** Returns it with one more header. */
  public Reader withHeader(String name, String value) {
    return new Reader(backend, connection.withHeader(name, value), timeout, quietWindow);
  }

  /** Returns it with another time for a request. */
  public Reader withRequestTimeout(Duration longest) {
    if (notNegative(longest, "requestTimeout").isZero()) {
      throw new IllegalArgumentException("requestTimeout must be positive");
    }
    return new Reader(backend, connection.withTimeout(longest), timeout, quietWindow);
  }

  /** Returns it with another time to wait. */
  public Reader withTimeout(Duration longest) {
    return new Reader(backend, connection, notNegative(longest, "timeout"), quietWindow);
  }

  /** Returns it with another quiet window. */
  public Reader withQuietWindow(Duration window) {
    return new Reader(backend, connection, timeout, notNegative(window, "quietWindow"));
  }

  /** Reads one trace, when it is looked at. */
  public CapturedTraces trace(String traceId) {
    String id = requireNonNull(traceId, "traceId").toLowerCase(Locale.ROOT);
    if (!id.matches("[0-9a-f]{32}|[0-9a-f]{16}") || id.matches("0+")) {
      throw new IllegalArgumentException(
          "traceId must be 32 or 16 hexadecimal digits, but is " + traceId);
    }
    Wiring wiring = wiring(
        "has no trace " + id,
        "Is its root sampled, and do its services send to this %s, soon enough (OTEL_BSP_SCHEDULE_DELAY=100)?"
            .formatted(backend.product()),
        List.of());
    String path = backend.tracePath(id);
    return traces(wiring, () -> read(path, spans -> new Reading(spans, null, null)));
  }

  /** Reads the traces that fulfil something, when they are looked at. */
  public CapturedTraces search(Criteria criteria) {
    Wiring wiring = wiring(
        "has no trace with " + criteria.describe(),
        "One span has to fulfil all of it. Has it arrived yet, and is it within the time that is searched?",
        List.of(new Fact("searched", "spans that began " + criteria.describeTime())));
    return traces(
        wiring, () -> read(backend.searchPath(criteria), spans -> matching(spans, criteria)));
  }

  /**
   * Reads names.
   *
   * @param path where they are
   * @return the names, sorted
   * @throws UncheckedIOException if they cannot be read
   */
  public List<String> names(String path) {
    try {
      return names(connection.get(path).join());
    } catch (CompletionException e) {
      throw unread(problems().of(e), new IOException(e));
    }
  }

  private CapturedTraces traces(Wiring wiring, Supplier<CompletableFuture<Reading>> source) {
    String loses = backend.loses();
    List<String> notes = loses.isEmpty()
        ? List.of()
        : List.of("read from %s at %s, which %s".formatted(backend.product(), connection, loses));
    Reading none = Reading.of(problems().noAnswerYet());
    return CapturedTraces.of(
        List.of(new Polling(source, none, wiring, notes, quietWindow)), timeout);
  }

  private CompletableFuture<Reading> read(String path, Interpretation interpretation) {
    return connection
        .get(path)
        .thenApply(answer -> read(answer, interpretation))
        .exceptionally(thrown -> Reading.of(problems().of(thrown)));
  }

  private Reading read(Answer answer, Interpretation interpretation) {
    if (answer.status() == 404 && backend.saysAbsent(answer.text())) {
      return interpretation.of(List.of());
    }
    if (!answer.isOk()) {
      return Reading.of(problems().of(answer));
    }
    try {
      return interpretation.of(backend.read(answer.body()));
    } catch (IOException e) {
      return Reading.of(problems().unreadable(answer, e));
    }
  }

  /** Leaves out the traces of which no span fulfils all. */
  private Reading matching(List<SpanData> spans, Criteria criteria) {
    Set<String> all = spans.stream().map(SpanData::getTraceId).collect(Collectors.toSet());
    Set<String> found = spans.stream()
        .filter(criteria::matches)
        .map(SpanData::getTraceId)
        .collect(Collectors.toSet());
    @Nullable
    String note = all.size() < criteria.limit() || all.size() == found.size()
        ? null
        : "%s returned %s, as many as it may (limit); %d of them %s a span with all that is asked for, and there may be more"
            .formatted(
                backend.product(),
                Words.count(all.size(), "trace"),
                found.size(),
                found.size() == 1 ? "has" : "have");
    return new Reading(
        spans.stream().filter(span -> found.contains(span.getTraceId())).toList(), note, null);
  }

  private List<String> names(Answer answer) {
    if (!answer.isOk()) {
      throw unread(problems().of(answer), new IOException("status " + answer.status()));
    }
    try {
      List<String> names = new ArrayList<>();
      addNames(names, Json.read(answer.body()));
      return names.stream().distinct().sorted().toList();
    } catch (IOException e) {
      throw unread(problems().unreadable(answer, e), e);
    }
  }

  private static UncheckedIOException unread(Problem problem, IOException cause) {
    return new UncheckedIOException(problem.cause() + ". " + problem.advice(), cause);
  }

  /** Takes what a list holds: names, or objects that have one. */
  private static void addNames(List<String> names, Object value) {
    if (value instanceof String name) {
      names.add(name);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> addNames(names, element));
    } else if (value instanceof Map<?, ?> members && members.get("name") instanceof String name) {
      names.add(name);
    } else if (value instanceof Map<?, ?> members) {
      members.values().forEach(member -> addNames(names, member));
    }
  }

  private Wiring wiring(String cause, String advice, List<Fact> facts) {
    return new Wiring(
        true, "%s at %s %s".formatted(backend.product(), connection, cause), advice, facts);
  }

  private Problems problems() {
    return new Problems(backend, connection);
  }

  private static Duration notNegative(Duration duration, String name) {
    if (requireNonNull(duration, name).isNegative()) {
      throw new IllegalArgumentException(
          "%s must not be negative, but is %s".formatted(name, Durations.exact(duration)));
    }
    return duration;
  }

  /** Makes a reading of spans. */
  private interface Interpretation {
    Reading of(List<SpanData> spans);
  }
}
