package io.traceassert.benchmarks;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes the spans of one trace, in the order of their starts; the same every time. In a large one
 * names, kinds, services and attributes vary as an application's do.
 */
final class VariedSpans {

  static final int NAMES = 50;
  static final String ROOT = "POST /checkout";

  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private static final List<String> VERBS =
      List.of("GET /%s/{id}", "SELECT %s", "publish %s", "process %s", "compute %s");
  private static final List<SpanKind> KINDS = List.of(
      SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER, SpanKind.INTERNAL);
  private static final List<String> NOUNS = List.of(
      "orders", "items", "prices", "stock", "carts", "users", "mails", "coupons", "taxes",
      "routes");

  private final Random random = new Random(42);
  private final String traceId = TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
  private final List<SpanContext> contexts = new ArrayList<>();
  private final List<SpanData> spans = new ArrayList<>();
  private final List<Resource> services =
      IntStream.range(0, 5).mapToObj(i -> service("service-" + i)).toList();
  private final List<Attributes> attributes =
      IntStream.range(0, 64).mapToObj(VariedSpans::attributes).toList();

  static Resource service(String name) {
    return Resource.create(Attributes.builder().put("service.name", name).build());
  }

  private static Attributes attributes(int i) {
    return Attributes.builder()
        .put("http.response.status_code", i % 8 == 7 ? 404 : 200)
        .put("shard", i % 16)
        .put("tenant", "tenant " + i)
        .build();
  }

  /** Adds a tree of some fifty names, in which each parent is any of the spans before. */
  VariedSpans bushy(int size) {
    add(-1, ROOT, SpanKind.SERVER);
    while (spans.size() < size) {
      addAny(random.nextInt(spans.size()));
    }
    return this;
  }

  /** Adds a tree in which one half are children of the root and the others anywhere below them. */
  VariedSpans wide(int size) {
    add(-1, ROOT, SpanKind.SERVER);
    while (spans.size() < size) {
      addAny(spans.size() <= size / 2 ? 0 : 1 + random.nextInt(spans.size() - 1));
    }
    return this;
  }

  private void addAny(int parent) {
    int name = random.nextInt(NAMES);
    int verb = name % VERBS.size();
    add(parent, VERBS.get(verb).formatted(NOUNS.get(name / VERBS.size())), KINDS.get(verb));
  }

  private void add(int parent, String name, SpanKind kind) {
    add(
        parent,
        name,
        kind,
        attributes.get(random.nextInt(attributes.size())),
        services.get(random.nextInt(services.size())));
  }

  /** Adds a span; the parent is the number of another, or -1. */
  VariedSpans add(int parent, String name, SpanKind kind, Attributes some, Resource service) {
    SpanContext context = SpanContext.create(
        traceId,
        SpanId.fromLong(random.nextLong() | 1),
        TraceFlags.getSampled(),
        TraceState.getDefault());
    contexts.add(context);
    long start = EPOCH + spans.size() * 1_000L;
    spans.add(TestSpanData.builder()
        .setSpanContext(context)
        .setParentSpanContext(parent < 0 ? SpanContext.getInvalid() : contexts.get(parent))
        .setName(name)
        .setKind(kind)
        .setAttributes(some)
        .setResource(service)
        .setStartEpochNanos(start)
        .setEndEpochNanos(start + 1_000 + random.nextInt(1_000_000))
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .build());
    return this;
  }

  List<SpanData> spans() {
    return spans;
  }

  Trace trace() {
    return Trace.of(spans);
  }
}
