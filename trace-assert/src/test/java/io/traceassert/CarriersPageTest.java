package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TraceAssertFactories.CARRIER;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;
import static io.traceassert.TraceAssertions.assertThatSpans;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.propagation.PropagationRule;
import io.traceassert.propagation.TraceContextLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java and the messages of docs/CARRIERS.md. */
class CarriersPageTest {

  private static final Path PAGE = Path.of("../docs/CARRIERS.md");
  private static final Path SOURCE = Path.of("src/test/java/io/traceassert/CarriersPageTest.java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FAILING =
      Pattern.compile("([^;]+); // fails\n```\n```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  private final SpanData checkout = TestSpan.root("checkout", 0xa1);
  private final SpanData post =
      TestSpan.span("POST", 0xb7).parent(0xa1).kind(SpanKind.CLIENT).build();
  private final List<SpanData> spans = List.of(checkout, post);
  private final Map<String, String> withBaggage = Map.of(
      "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00000000000000b7-01",
      "tracestate", "rojo=00f067aa0ba902b7",
      "baggage", "user=Am%C3%A9lie,session-id=7");
  private final MockWebServer server = new MockWebServer();

  /** As a library for messages may have it. */
  private record Message(Map<String, String> properties) {}

  private final TextMapGetter<Message> getter = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Message message) {
      return message.properties().keySet();
    }

    @Override
    public @Nullable String get(@Nullable Message message, String key) {
      return message == null ? null : message.properties().get(key);
    }
  };

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Sends a request over HTTP, with the context of a span. */
  private void send(SpanData current) throws IOException {
    server.enqueue(new MockResponse.Builder().build());
    Request.Builder request = new Request.Builder().url(server.url("/"));
    Context context = Context.root().with(Span.wrap(current.getSpanContext()));
    W3CTraceContextPropagator.getInstance().inject(context, request, (to, name, value) -> {
      if (to != null) {
        to.header(name, value);
      }
    });
    new OkHttpClient().newCall(request.build()).execute().close();
  }

  private static void fails(ThrowingCallable assertion) throws IOException {
    String message = failure(assertion).getMessage();
    assertThat(blocks(TEXT)).contains(message + "\n");
  }

  @Test
  void continuesASpan() throws IOException, InterruptedException {
    send(post);
    assertThatCarrier(server.takeRequest())
        .continues(assertThatSpans(spans).span("POST  [CLIENT]"));
    send(checkout);
    RecordedRequest tooEarly = server.takeRequest();
    fails(
        () -> assertThatCarrier(tooEarly).continues(assertThatSpans(spans).span("POST  [CLIENT]")));
    fails(() ->
        assertThatCarrier(Map.of("b3", "a3ce929d0e0e4736-00000000000000b7-1")).continues(post));
  }

  @Test
  void carriers() {
    Message message = new Message(withBaggage);
    assertThatCarrier(message, getter).carriesContext();
    assertThat(message).extracting(Message::properties).asInstanceOf(CARRIER).carriesContext();
  }

  @Test
  void formatsAndRules() throws IOException, InterruptedException {
    send(post);
    RecordedRequest request = server.takeRequest();
    assertThatCarrier(request).carriesContextIn(PropagationFormat.W3C);
    fails(() -> assertThatCarrier(request).carriesContextIn(PropagationFormat.B3_SINGLE));
    assertThatCarrier(request).carriesValidTraceparent();
    fails(() -> assertThatCarrier(
            Map.of("traceparent", "00-4BF92F3577B34DA6A3CE929D0E0E4736-0000000000000000-01"))
        .carriesValidTraceparent());
    assertThatCarrier(request).carriesValidTraceparent(TraceContextLevel.LEVEL_1);
    assertThatCarrier(Map.of("Accept", "*/*", "b3", "0")).carriesNoContext();
    fails(() -> assertThatCarrier(request).carriesNoContext());
    assertThatCarrier(request).hasSampledFlag(true);
    assertThatCarrier(withBaggage)
        .hasTraceState("rojo", "00f067aa0ba902b7")
        .hasBaggage("user", "Amélie");
    fails(() -> assertThatCarrier(withBaggage).hasNoSecretsInBaggage());
  }

  @Test
  void whatIsOnThePageIsExecutedHere() throws IOException {
    String source = withoutSpace(Files.readString(SOURCE));
    String page = Files.readString(PAGE);
    List<String> failing =
        FAILING.matcher(page).results().map(found -> found.group(1)).toList();
    assertThat(failing).hasSize(blocks(TEXT).size());
    assertThat(failing)
        .map(java -> java.substring(
            java.lastIndexOf("```java\n") < 0 ? 0 : java.lastIndexOf("```java\n") + 8))
        .allSatisfy(java -> assertThat(source).contains("fails(()->" + withoutSpace(java) + ");"));
    assertThat(blocks(JAVA))
        .map(java -> java.replaceFirst("[^;]+; // fails\n", ""))
        .allSatisfy(java -> assertThat(source).contains(withoutSpace(java)));
  }

  @Test
  void rulesAndLinksAreThere() throws IOException {
    String page = Files.readString(PAGE);
    String rules = Arrays.stream(PropagationRule.values())
        .map(rule -> "| `%s` | %s | %s | %s |\n"
            .formatted(
                rule.title(),
                rule.severity().name().toLowerCase(Locale.ROOT),
                rule.right().replace("|", "\\|"),
                rule.section(TraceContextLevel.LEVEL_2)))
        .collect(Collectors.joining());
    assertThat(page).endsWith("| rule | | what is right | section |\n|---|---|---|---|\n" + rules);
    assertThat(LINK.matcher(page).results())
        .isNotEmpty()
        .map(link -> PAGE.resolveSibling(link.group(1)))
        .allMatch(Files::exists);
  }

  private static List<String> blocks(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
