package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.traceassert.TraceAssert;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Lays shapes on one large trace, which is built before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LargeShape {

  private static final String TEN_LINES = """
      POST /checkout  [SERVER]
      ├─ ** SELECT stock   x3  [CLIENT]
      ├─ ** publish mails  [PRODUCER]
      │  ├─ ** process mails  [CONSUMER]
      │  └─ ...
      ├─ ** GET /.../{id}  [SERVER]  http.response.status_code=200
      │  ├─ compute ...
      │  ├─ ** SELECT ...  shard~=1[0-5]
      │  └─ ...
      └─ ...
      """;

  /** How the spans hang together. */
  @Param
  Form form = Form.BUSHY;

  /** The number of spans. */
  @Param({"100000", "1000000"})
  int size;

  private Trace trace = new VariedSpans().bushy(1).trace();

  /** Builds the trace. */
  @Setup
  public void build() {
    trace = form.spans(size).trace();
  }

  /** Finds a part. */
  @Benchmark
  public TraceAssert contains() {
    return assertThat(trace).containsShape(TEN_LINES);
  }

  /** Does not find a part of which one line is nowhere. */
  @Benchmark
  public AssertionError doesNotContain() {
    String shape = TEN_LINES.replace("publish mails", "publish parcels");
    return catchThrowableOfType(AssertionError.class, () -> assertThat(trace).containsShape(shape));
  }

  /** Writes the shape of the trace and compares. */
  @Benchmark
  public TraceAssert ownShape() {
    return assertThat(trace).hasShape(TraceShape.of(trace));
  }

  /** A form of trees. */
  public enum Form {
    /** Any span is the parent of any other. */
    BUSHY {
      @Override
      VariedSpans spans(int size) {
        return new VariedSpans().bushy(size);
      }
    },
    /** The root is the parent of one half. */
    WIDE {
      @Override
      VariedSpans spans(int size) {
        return new VariedSpans().wide(size);
      }
    };

    abstract VariedSpans spans(int size);
  }
}
