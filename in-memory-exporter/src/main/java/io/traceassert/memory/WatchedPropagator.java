package io.traceassert.memory;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.traceassert.capture.Extraction;
import io.traceassert.propagation.PropagationFormat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Propagates as another does, and remembers what was read and what was written, so that a failure
 * can say where a context was lost. Changes nothing on the way.
 */
final class WatchedPropagator implements TextMapPropagator {

  /** The headers that carry contexts, in every format that is known here. */
  private static final List<String> CARRYING = Stream.of(PropagationFormat.values())
      .flatMap(format -> format.headers().stream())
      .map(name -> name.toLowerCase(Locale.ROOT))
      .toList();

  private static final ContextKey<Read> READ = ContextKey.named("traceassert-read");

  /** What was read last on a thread, for spans that are started there without it. */
  private static final ThreadLocal<Read> LAST = new ThreadLocal<>();

  private final TextMapPropagator propagator;
  private final Injections injections;

  private WatchedPropagator(TextMapPropagator propagator, Injections injections) {
    this.propagator = propagator;
    this.injections = injections;
  }

  static ContextPropagators watching(ContextPropagators propagators, Injections injections) {
    TextMapPropagator propagator = propagators.getTextMapPropagator();
    return propagator == TextMapPropagator.noop()
        ? propagators
        : ContextPropagators.create(new WatchedPropagator(propagator, injections));
  }

  /**
   * Returns what was read before a span was started: with the context of its parent; or on its
   * thread, and not used by any span yet.
   */
  static Extraction extractionBefore(Context parent, Injections ofCapture) {
    Read inParent = parent.get(READ);
    if (inParent != null) {
      inParent.used = true;
      return inParent.extraction(true);
    }
    Read last = LAST.get();
    LAST.remove();
    return last == null || last.used || last.ofCapture != ofCapture
        ? Extraction.NONE
        : last.extraction(false);
  }

  @Override
  public Collection<String> fields() {
    return propagator.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    Set<String> names = new LinkedHashSet<>();
    propagator.inject(context, carrier, (to, name, value) -> {
      names.add(name);
      setter.set(to, name, value);
    });
    injections.add(Span.fromContext(context), names);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    Read read = new Read(List.copyOf(fields()), carrying(carrier, getter), injections);
    LAST.set(read);
    return propagator.extract(context, carrier, getter).with(READ, read);
  }

  private <C> Map<String, String> carrying(@Nullable C carrier, TextMapGetter<C> getter) {
    Set<String> names = new LinkedHashSet<>(CARRYING);
    fields().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.equals("baggage"))
        .forEach(names::add);
    Map<String, String> headers = new LinkedHashMap<>();
    names.forEach(name -> {
      String value = getter.get(carrier, name);
      if (value != null) {
        headers.put(name, value);
      }
    });
    return headers;
  }

  @Override
  public String toString() {
    return propagator.toString();
  }

  /** Which spans' contexts were written into headers, and into which. */
  static final class Injections {

    /** A span has the identity of its object. */
    private final Map<Object, Set<String>> bySpan = new WeakHashMap<>();

    private synchronized void add(Span span, Set<String> names) {
      bySpan.computeIfAbsent(span, any -> new LinkedHashSet<>()).addAll(names);
    }

    synchronized Set<String> of(ReadableSpan span) {
      return Set.copyOf(bySpan.getOrDefault(span, Set.of()));
    }
  }

  private static final class Read {

    private final List<String> fields;
    private final Map<String, String> headers;
    private final Injections ofCapture;
    private volatile boolean used;

    Read(List<String> fields, Map<String, String> headers, Injections ofCapture) {
      this.fields = fields;
      this.headers = headers;
      this.ofCapture = ofCapture;
    }

    Extraction extraction(boolean inParent) {
      return new Extraction(fields, headers, inParent);
    }
  }
}
