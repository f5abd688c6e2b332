package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.ContainerLaunchException;

/** Configurations as people have them, each in a collector of its own. */
class CatalogueTest {

  @Nested
  class HeadSampling {

    @RegisterExtension
    static final TestCollector running = new TestCollector("head-sampling.yaml");

    @Test
    void aboutHalfOfTheTracesAreKeptWhole() {
      Random random = new Random(1);
      for (int i = 0; i < 200; i++) {
        Span root = running.service().span("GET /menu").id(id(random)).end();
        running.service().span("query").below(root).end();
      }
      running.service().flush();
      running.container().drain();

      assertThat(running.container().received()).hasTraceCount(200);
      // 100 are expected; 4.2 deviations to each side
      assertThat(running.container().traces().traces())
          .hasSizeBetween(70, 130)
          .allSatisfy(trace -> assertThat(trace).hasSpanCount(2));
    }

    private static String id(Random random) {
      return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
  }

  @Nested
  class Privacy {

    @RegisterExtension
    static final TestCollector running = new TestCollector("privacy.yaml");

    @Test
    void cardNumbersAreRemovedAndAddressesMasked() {
      Span root = running
          .service()
          .span("POST /pay")
          .kind(SpanKind.SERVER)
          .with("customer", "jo@example.com")
          .id("aaaaaaaa000000000000000000000001")
          .end();
      running
          .service()
          .span("charge card")
          .below(root)
          .with("card.number", "4111")
          .end();
      running.service().flush();

      assertThat(running.container())
          .trace("POST /pay")
          .hasRemoved("card.number")
          .hasRemoved("host.name")
          .hasRedacted("customer")
          .hasOnlyChanged("card.number", "cloud.region", "customer", "host.name");
      assertThat(running.container().exportedTo("otlp/backend"))
          .hasSingleTrace()
          .span("charge card")
          .doesNotHaveAttribute("card.number");
    }

    @Test
    void whatIsNotRemovedOrNotRedactedIsNamed() {
      running
          .service()
          .span("charge card")
          .with("currency", "EUR")
          .id("aaaaaaaa000000000000000000000005")
          .end();
      running.service().flush();
      running.container().drain(); // so that an answer is final

      assertThatThrownBy(
              () -> assertThat(running.container()).trace("charge card").hasRemoved("currency"))
          .hasMessageStartingWith(
              "attribute \"currency\" was not removed: \"charge card\" still has it\n\ntrace aaaaaaaa");
      assertThatThrownBy(
              () -> assertThat(running.container()).trace("charge card").hasRedacted("currency"))
          .hasMessageStartingWith(
              "attribute \"currency\" of \"charge card\" was not redacted: it came out as it went in, \"EUR\"\n\ntrace aaaaaaaa");
    }

    @Test
    void aMisspeltAttributeIsFound() {
      running.service().span("charge card").with("card.number", "4111").end();
      running.service().flush();
      running.container().drain(); // so that an answer is final

      assertThatThrownBy(
              () -> assertThat(running.container()).trace("charge card").hasRemoved("card.numbr"))
          .hasMessageStartingWith("""
              no span that went in has an attribute "card.numbr"
              nearest: "card.number", "host.name", "service.name"
              """);
    }

    @Test
    void whatWasChangedIsShown() {
      running
          .service()
          .span("charge card")
          .with("card.number", "4111")
          .with("currency", "EUR")
          .id("aaaaaaaa000000000000000000000002")
          .end();
      running.service().flush();
      running.container().drain(); // so that an answer is final

      assertThatThrownBy(
              () -> assertThat(running.container()).trace("charge card").isUnchanged())
          .hasMessage("""
              the collector changed trace aaaaaaaa ("charge card"): 2 attributes removed, 1 attribute added

              trace aaaaaaaa: 1 span went in, 1 came out at "otlp/backend"

              - charge card  @shop  card.number="4111"  resource.host.name=till-1
              + charge card  @shop  resource.cloud.region=eu-central-1             # card.number removed; resource.cloud.region added: "eu-central-1"; resource.host.name removed""");
    }
  }

  @Nested
  class Ottl {

    @RegisterExtension
    static final TestCollector running = new TestCollector("ottl.yaml");

    @Test
    void filteredSpansAreGoneAndNamesAreUniform() {
      running.service().span("GET /orders/42").end();
      running.service().span("GET").with("url.path", "/health").end();
      running.service().flush();

      assertThat(running.container().traces())
          .hasSingleTrace()
          .hasRoot("GET /orders/{id}  team=shop");
      assertThat(running.container()).trace("GET").wasDropped();
    }

    @Test
    void aFilterThatLeavesOrphansIsShown() {
      Span root =
          running.service().span("work").id("aaaaaaaa000000000000000000000003").end();
      Span poll = running.service().span("poll").below(root).end();
      running.service().span("query").below(poll).end();
      running.service().flush();
      running.container().drain(); // so that an answer is final

      assertThatThrownBy(() -> assertThat(running.container()).trace("work").isUnchanged())
          .hasMessage("""
              the collector changed trace aaaaaaaa ("work"): 2 attributes added, 1 span dropped, which leaves 1 orphan

              trace aaaaaaaa: 3 spans went in, 2 came out at "otlp/backend"

              - work         @shop
              + work         @shop  team=shop  # team added: "shop"
              - └─ poll                        # dropped
              -    └─ query
              +    └─ query         team=shop  # team added: "shop"; an orphan now: its parent was dropped""");
      assertThat(running.container())
          .trace("work")
          .changes()
          .containsExactly(
              "\"work\": team added: \"shop\"",
              "\"query\": team added: \"shop\"",
              "\"poll\": dropped, which leaves orphans");
      assertThatThrownBy(() -> assertThat(running.container()).trace("work").hasOnlyChanged("team"))
          .hasMessageStartingWith("""
              the collector changed more of trace aaaaaaaa ("work") than "team":
              "poll": dropped, which leaves orphans
              """);
      assertThat(running.container().traces()).withSpan("work").hasSingleTrace().hasSpanCount(2);
    }
  }

  @Nested
  class Routing {

    @RegisterExtension
    static final TestCollector running = new TestCollector("routing.yaml");

    @Test
    void tenantsAreKeptApartAndBatchesAndGroupsAreNotWaitedFor() {
      running.service().span("GET /eu").with("tenant", "eu").end();
      running.service().span("GET /us").with("tenant", "us").end();
      running.service().flush();

      assertThat(running.container().exportedTo("otlp/eu")).hasSingleTrace().hasRoot("GET /eu");
      assertThat(running.container().exportedTo("otlp/us")).hasSingleTrace().hasRoot("GET /us");
      assertThat(running.container().exportedTo("debug")).hasTraceCount(2);
      assertThat(running.container().traces()).hasTraceCount(2);
      assertThat(running.container())
          .trace("GET /us")
          .wasExportedTo("otlp/us")
          .wasNotExportedTo("otlp/eu");
    }

    @Test
    void aTraceAtAnotherBackendIsShown() {
      running
          .service()
          .span("GET /us")
          .with("tenant", "us")
          .id("aaaaaaaa000000000000000000000004")
          .end();
      running.service().flush();
      running.container().drain(); // so that an answer is final

      assertThatThrownBy(
              () -> assertThat(running.container()).trace("GET /us").wasExportedTo("otlp/eu"))
          .hasMessageStartingWith(
              "trace aaaaaaaa (\"GET /us\") was not exported to \"otlp/eu\": it came out at \"otlp/us\", \"debug\"\n");
    }
  }

  @Nested
  class SeveralFiles {

    @RegisterExtension
    static final TestCollector running = new TestCollector("privacy.yaml", "override.yaml");

    @Test
    void areMergedAsTheCollectorDoesIt() {
      running.service().span("charge card").with("card.number", "4111").end();
      running.service().flush();

      assertThat(running.container())
          .trace("charge card")
          .hasRemoved("card.number")
          .wasKept();
    }
  }

  @Test
  void aBrokenFileGivesTheCollectorsReason() {
    CollectorContainer collector = Containers.collector("broken.yaml");

    assertThatThrownBy(collector::start)
        .isInstanceOf(ContainerLaunchException.class)
        .hasMessage(
            "the collector does not start with src/test/resources/collector/broken.yaml: service::pipelines::traces: references exporter \"otlp/backned\" which is not configured");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    CollectorContainer collector =
        Containers.collector("tail-sampling.yaml").withConfiguration("""
            exporters:
              otlp/backend:
                endpoint: ${env:BACKEND}
            """);

    assertThatThrownBy(collector::start)
        .isInstanceOf(ContainerLaunchException.class)
        .hasMessage(
            "the collector does not start with src/test/resources/collector/tail-sampling.yaml, the given configuration: exporters::otlp/backend: requires a non-empty \"endpoint\"\nnot set, and the configuration refers to it: BACKEND; withEnv(name, value) sets it");
  }

  @Test
  void whatIsNotYamlIsForTheCollectorToSay() {
    CollectorContainer collector = Containers.collector().withConfiguration("receivers: [a");

    assertThatThrownBy(collector::start)
        .isInstanceOf(ContainerLaunchException.class)
        .hasMessage(
            "the collector does not start with the given configuration: yaml: line 1: did not find expected ',' or ']'");
  }
}
