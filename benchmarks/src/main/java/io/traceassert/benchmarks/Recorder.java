package io.traceassert.benchmarks;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.memory.TraceCapture;
import java.util.List;
import java.util.function.Supplier;

/** An SDK with something that keeps its spans, as one test would make it. */
public interface Recorder extends AutoCloseable {

  /** Makes its spans. */
  Tracer tracer();

  /** Returns the spans that have ended. */
  List<SpanData> read();

  @Override
  void close();

  /** Which SDK and what keeps its spans. */
  enum Kind {
    /** The cost of the SDK itself: a processor that is called at start and end and does nothing. */
    NOTHING {
      @Override
      Recorder open() {
        return of(new Idle(), List::of);
      }
    },
    IN_MEMORY_EXPORTER {
      @Override
      Recorder open() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        return of(SimpleSpanProcessor.create(exporter), exporter::getFinishedSpanItems);
      }
    },
    TRACE_ASSERT {
      @Override
      Recorder open() {
        TraceCapture capture = TraceCapture.create();
        return of(capture.spanProcessor(), () -> capture.traces().capture().spans());
      }
    };

    abstract Recorder open();

    private static Recorder of(SpanProcessor processor, Supplier<List<SpanData>> reader) {
      SdkTracerProvider provider =
          SdkTracerProvider.builder().addSpanProcessor(processor).build();
      return new Recorder() {
        private final Tracer tracer = provider.get("benchmark");

        @Override
        public Tracer tracer() {
          return tracer;
        }

        @Override
        public List<SpanData> read() {
          return reader.get();
        }

        @Override
        public void close() {
          provider.close();
        }
      };
    }

    /** Is called and does nothing. */
    private static final class Idle implements SpanProcessor {

      @Override
      public void onStart(Context parentContext, ReadWriteSpan span) {}

      @Override
      public boolean isStartRequired() {
        return true;
      }

      @Override
      public void onEnd(ReadableSpan span) {}

      @Override
      public boolean isEndRequired() {
        return true;
      }
    }
  }
}
