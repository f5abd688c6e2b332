package io.traceassert.junit.w3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.traceassert.junit.Policy;
import io.traceassert.propagation.TraceContextLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

class TraceContextConformanceTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final TraceContextConformance ANY =
      TraceContextConformance.of(URI.create("http://localhost/test"));

  private static Conformance testsOf(
      TestService service, UnaryOperator<TraceContextConformance> options) {
    try (service) {
      return Conformance.of(options.apply(TraceContextConformance.of(service.uri())));
    }
  }

  private static Conformance testsOf(
      Propagation shop, UnaryOperator<TraceContextConformance> options) {
    return testsOf(TestService.start(shop), options);
  }

  // ---- what is said ----------------------------------------------------------------------------

  @Test
  void aBrokenRule() {
    Conformance tests = Conformance.of(new KeepsTheParentId());

    assertThat(tests.failed().get("parent-id-new")).isEqualTo("""
        the parent id was not changed: 00-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01

        rule      parent-id-new: the parent id is a new one (MUST)
        section   4.1.2 A traceparent is Received, Trace Context Level 2
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    traceparent: 00-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01
                    [{"url": "http://127.0.0.1:8080/parent-id-new", "arguments": []}]
        came      POST /parent-id-new HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        answer    200: called back
        right     another parent id than c3d5a1b79e2f4068""");
    assertThat(tests.aborted().get("parent-id-unique")).isEqualTo("""
        cannot be judged without parent-id-new: the parent id was not changed: 00-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01

        rule      parent-id-unique: two requests have two parent ids (MUST)
        section   4.1.2 A traceparent is Received, Trace Context Level 2
        right     first of all parent-id-new, see its test""");
  }

  private static final class KeepsTheParentId extends FixedShop {

    @Override
    String parentId(Parent parent, String own) {
      return parent.parentId();
    }
  }

  @Test
  void aRecommendation() {
    Conformance tests = Conformance.of(new FixedShop());

    assertThat(tests.aborted().get("trace-id-unique")).isEqualTo("""
        not recommended, though allowed: two traces were started with the trace id 1234567890abcdef1234567890abcdef

        rule      trace-id-unique: two new traces have two trace ids (SHOULD)
        section   3.2.2.3 trace-id, Trace Context Level 2
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    [{"url": "http://127.0.0.1:8080/trace-id-unique", "arguments": []}]
        came      POST /trace-id-unique HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        answer    200: called back
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    [{"url": "http://127.0.0.1:8080/trace-id-unique-2", "arguments": []}]
        came      POST /trace-id-unique-2 HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        answer    200: called back
        right     each new trace has an id of its own""");
  }

  @Test
  void aRuleAboutManyRequests() {
    String traceparent = "traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03\n";

    assertThat(Conformance.of(new FixedShop()).failed().get("random-flag-true"))
        .isEqualTo("""
        trace ids with the flag random all have 34 as byte 10 of 16

        rule      random-flag-true: a new trace id is random where it says so (MUST)
        section   3.2.2.5.2 Random Trace ID Flag, Trace Context Level 2
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    [{"url": "http://127.0.0.1:8080/random-flag-true", "arguments": []}]
                  and the same again, 16 times in all
        came      %s%sright     of trace ids with the flag random, no byte of the last seven is always the same""".formatted(traceparent, ("          " + traceparent).repeat(15)));
  }

  // ---- services that do not call back ----------------------------------------------------------

  static Stream<Arguments> silentServices() {
    return Stream.of(
        arguments(
            TestService.start(new FixedShop(), 0),
            "the service answered 200 and did not call back within 50 ms",
            "200: called back"),
        arguments(
            TestService.start(refusing()),
            "the service answered 500 and did not call back",
            "500: no soup today"),
        arguments(
            closed(),
            "the service did not answer and did not call back: Connection refused",
            "none: Connection refused"),
        arguments(
            TestService.start(stuck()),
            "the service did not answer and did not call back: nothing came within 50 ms",
            "none: nothing came within 50 ms"));
  }

  private static Propagation refusing() {
    return received -> {
      throw new IllegalStateException("no soup today");
    };
  }

  private static TestService closed() {
    TestService service = TestService.start(new FixedShop());
    service.close();
    return service;
  }

  /** It goes on when the service is closed, which interrupts its threads. */
  private static Propagation stuck() {
    return received -> {
      try {
        new CountDownLatch(1).await();
        return List.of();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("silentServices")
  void allTestsFailByTheSameCause(TestService service, String problem, String answer) {
    Conformance tests = testsOf(service, conformance -> conformance.timeout(SHORT));

    assertThat(tests.passed()).isZero();
    assertThat(tests.failed()).hasSameSizeAs(Rules.names());
    assertThat(tests.failed().get("calls-back")).isEqualTo("""
        %s

        rule      calls-back: the service calls back once (MUST)
        section   none, but without it nothing can be tested
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    [{"url": "http://127.0.0.1:8080/calls-back", "arguments": []}]
        came      nothing
        answer    %s
        right     the service calls back once""".formatted(problem, answer));
    assertThat(tests.failed().get("tracestate-combined")).isEqualTo("""
        not tested: %s

        rule      tracestate-combined: several tracestate headers are one (MUST)
        section   3.3.2 tracestate Header Field Values, Trace Context Level 2
        right     first of all calls-back, see the first test""".formatted(problem));
  }

  @Test
  void aServiceThatCallsTwice() {
    Conformance tests = testsOf(TestService.start(new FixedShop(), 2), UnaryOperator.identity());

    assertThat(tests.failed().get("calls-back")).isEqualTo("""
        the service called back 2 times, and was asked to once

        rule      calls-back: the service calls back once (MUST)
        section   none, but without it nothing can be tested
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    [{"url": "http://127.0.0.1:8080/calls-back", "arguments": []}]
        came      POST /calls-back HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        came      POST /calls-back HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        answer    200: called back
        right     the service calls back once""");
  }

  @Test
  void aServiceThatRefusesAnInvalidHeader() {
    Propagation strict = received -> {
      if (Shop.values(received, "traceparent").stream()
          .anyMatch(value -> value.startsWith("ff-"))) {
        throw new IllegalStateException("bad traceparent");
      }
      return new FixedShop().sendOn(received);
    };

    assertThat(Conformance.of(strict).failed().get("version-ff")).isEqualTo("""
        the service answered 500 and did not call back

        rule      version-ff: version ff is ignored (MUST)
        section   3.2.2.1 version, Trace Context Level 2
        sent      POST http://127.0.0.1:8080/test
                    Content-Type: application/json
                    traceparent: ff-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01
                    [{"url": "http://127.0.0.1:8080/version-ff", "arguments": []}]
        came      nothing
        answer    500: bad traceparent
        right     the service calls back once""");
  }

  // ---- options ---------------------------------------------------------------------------------

  @Test
  void theQueryNamesTheCallbackAndHeadersAreSent() {
    Propagation guarded = received -> {
      if (!Shop.values(received, "Authorization").equals(List.of("Bearer 1234567890"))) {
        throw new IllegalStateException("who is there?");
      }
      return new FixedShop().sendOn(received);
    };

    Conformance tests = testsOf(
        guarded,
        conformance -> conformance
            .callbackInQuery("callback")
            .header("Authorization", "Bearer 1234567890")
            .deviating("version-ff"));

    assertThat(tests.failed().keySet())
        .containsExactlyInAnyOrder("random-flag-true", "version-ff", "parent-id-unique");
    assertThat(tests.failed().get("version-ff")).isEqualTo("""
        the service obeys version-ff: take it out of deviating(…)

        rule      version-ff: version ff is ignored (MUST)
        section   3.2.2.1 version, Trace Context Level 2
        sent      GET http://127.0.0.1:8080/test?callback=http%3A%2F%2F127.0.0.1%3A8080%2Fversion-ff
                    Authorization: ***
                    traceparent: ff-7c1f5e0a93d24b68a1e07d3c5b92f846-c3d5a1b79e2f4068-01
        came      POST /version-ff HTTP/1.1
                    Content-Length: 2
                    Host: 127.0.0.1:8080
                    traceparent: 00-1234567890abcdef1234567890abcdef-1234567890abcdef-03
                    tracestate: shop=1234567890abcdef
                    User-Agent: test
        answer    200: called back""");
  }

  @Test
  void knownDeviationsAreAborted() {
    Conformance tests = testsOf(
        new KeepsTheParentId(),
        conformance -> conformance.deviating("parent-id-new").deviating("random-flag-true"));

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.aborted().keySet())
        .containsExactly(
            "parent-id-new", "parent-id-unique", "random-flag-true", "trace-id-unique");
  }

  @Test
  void recommendationsFailOrAreLeftOut() {
    Conformance strict = testsOf(
        new WrongShops.KnowsOnlyOneVersion(),
        conformance -> conformance.recommendations(Policy.FAIL));
    assertThat(strict.failed().keySet())
        .containsExactly(
            "higher-version", "higher-version-cc", "higher-version-dash", "higher-version-more");

    Conformance lenient =
        testsOf(received -> List.of(), conformance -> conformance.recommendations(Policy.IGNORE));
    assertThat(lenient.failed().keySet()).containsExactly("traceparent-continued");
    assertThat(lenient.notRecommended()).isEmpty();
  }

  @Test
  void levelOneAlone() {
    Conformance tests =
        testsOf(new WrongShops.DropsTheFlagRandom(), shop -> shop.level(TraceContextLevel.LEVEL_1));

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.aborted()).isEmpty();
    assertThat(tests.passed())
        .isEqualTo(Rules.names().size() - Level2Rules.rules().size());
  }

  @Test
  void theServiceIsGivenTheHostAndThePort() throws IOException {
    int port = freePort();
    Conformance tests = testsOf(
        new WrongShops.RestartsEveryTrace(),
        conformance -> conformance.callbackHost("localhost").callbackPort(port));

    assertThat(tests.failed().keySet()).containsExactly("traceparent-continued");
    assertThat(tests.failed().get("traceparent-continued"))
        .contains("[{\"url\": \"http://localhost:" + port + "/traceparent-continued\"");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken =
            new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        TestService service = TestService.start(new FixedShop())) {
      Judge judge = new Judge(Settings.of(service.uri()).withCallbackPort(taken.getLocalPort()));

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> judge.outcome(TraceparentRules.CALLS_BACK))
          .withMessage("cannot listen for callbacks on port " + taken.getLocalPort()
              + ": Address already in use; callbackPort(0) takes one that is free");
    }
  }

  static class ParallelCase {

    private static final AtomicReference<URI> SERVICE = new AtomicReference<>();

    @TestFactory
    Stream<DynamicNode> w3c() {
      return TraceContextConformance.of(Objects.requireNonNull(SERVICE.get())).tests();
    }
  }

  @Test
  void testsRunInParallelAndLeaveNothingOpen() throws InterruptedException {
    try (TestService service = TestService.start(new Shop())) {
      ParallelCase.SERVICE.set(service.uri());
      EngineTestKit.engine("junit-jupiter")
          .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
          .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
          .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
          .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
          .selectors(selectClass(ParallelCase.class))
          .execute()
          .testEvents()
          .assertStatistics(
              tests -> tests.succeeded(Rules.names().size()).failed(0).aborted(0));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("traceassert-w3c-callback")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void eachRuleIsOneTestWithItsSection() {
    List<String> names = TraceContextConformance.of(URI.create("https://shop.example/test"))
        .tests()
        .flatMap(TraceContextConformanceTest::names)
        .toList();

    assertThat(names)
        .hasSameSizeAs(Rules.names())
        .doesNotHaveDuplicates()
        .startsWith(
            "the service: the service calls back once",
            "traceparent: the trace of a valid traceparent is continued (3.4)")
        .contains(
            "level 2: the flag random of 02 is kept (3.2.2.5.2)",
            "recommended: version cc is continued (3.2.4)");
  }

  private static Stream<String> names(DynamicNode container) {
    return ((DynamicContainer) container)
        .getChildren()
        .map(test -> container.getDisplayName() + ": " + test.getDisplayName());
  }

  // ---- bad input -------------------------------------------------------------------------------

  @Test
  void badArguments() {
    assertThatNullPointerException()
        .isThrownBy(() -> TraceContextConformance.of(nothing()))
        .withMessage("service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceContextConformance.of(URI.create("localhost:8080")))
        .withMessage("service must be an http or https URL with a host, but is localhost:8080");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.callbackInQuery(" "))
        .withMessage("parameter must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.callbackHost(""))
        .withMessage("host must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.callbackPort(65_536))
        .withMessage("port must be 0 to 65535, but is 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.timeout(Duration.ZERO))
        .withMessage("timeout must be positive, but is 0 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.header("api key", "1"))
        .withMessage("this cannot be a header of HTTP: \"api key\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.header("X-Tenant", "1\r\n"))
        .withMessage("this cannot be a header of HTTP: \"X-Tenant\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.header("TraceParent", "1"))
        .withMessage("the tests themselves choose TraceParent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.deviating("version-fe"))
        .withMessage(
            "there is no rule \"version-fe\"; the nearest are \"version-ff\", \"version-long\", \"version-short\"");
  }

  @SuppressWarnings("NullAway")
  private static URI nothing() {
    return null;
  }
}
