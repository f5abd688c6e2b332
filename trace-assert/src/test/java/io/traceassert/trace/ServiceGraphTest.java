package io.traceassert.trace;

import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.ServiceGraph.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceGraphTest {

  private static final String TEXT = """
      gateway -> order                x2
      order -> "the \\"payment\\" team"  x3  1 error
      (no service.name)
      watchdog""";

  @Test
  void callsLeadFromServiceToService() {
    Trace trace = Trace.of(List.of(
        span("a", 1).service("gateway").build(),
        span("b", 2)
            .parent(1)
            .service("gateway")
            .kind(SpanKind.CLIENT)
            .status(StatusData.error())
            .build(),
        span("c", 3).remoteParent(2).service("order").build(),
        span("d", 4).remoteParent(2).service("order").build(),
        span("e", 5).parent(4).service("order").build(),
        span("f", 6).parent(5).service("payment").status(StatusData.error()).build()));

    ServiceGraph graph = ServiceGraph.of(List.of(trace));

    assertThat(graph).hasToString("""
        gateway -> order  x2  2 errors
        order -> payment  x1  1 error""");
    assertThat(graph.services()).containsExactly("gateway", "order", "payment");
    assertThat(graph.edgesFrom("gateway")).containsExactly(new Edge("gateway", "order", 2, 2));
    assertThat(graph.edgesTo("payment")).containsExactly(new Edge("order", "payment", 1, 1));
    assertThat(graph.toMermaid()).isEqualTo("""
        flowchart LR
          s0["gateway"]
          s1["order"]
          s2["payment"]
          s0 -->|"x2, 2 errors"| s1
          s1 -->|"x1, 1 error"| s2
        """);
  }

  @Test
  void aServiceAloneAndSpansWithoutOneAreThere() {
    ServiceGraph graph = ServiceGraph.of(List.of(Trace.of(List.of(root("a", 1)))));

    assertThat(graph.services()).containsExactly("");
    assertThat(graph).hasToString("(no service.name)");
  }

  @Test
  void whatIsWrittenIsRead() {
    ServiceGraph graph = ServiceGraph.of(TEXT.replace("\\\"", "'"));

    assertThat(ServiceGraph.of(graph.toString())).isEqualTo(graph).hasSameHashCodeAs(graph);
    assertThat(graph.edges())
        .containsExactly(
            new Edge("gateway", "order", 2, 0), new Edge("order", "the 'payment' team", 3, 1));
    assertThat(graph.services())
        .containsExactly("", "gateway", "order", "the 'payment' team", "watchdog");
  }

  @Test
  void whatCannotBeReadIsShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceGraph.of("gateway => order"))
        .withMessage("""
            cannot read the service graph, line 1, column 1
              gateway => order
              ^ expected "caller -> callee  x2  1 error", or a service""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceGraph.of("a -> b  x2\na -> c  twice"))
        .withMessage("""
            cannot read the service graph, line 2, column 9
              a -> c  twice
                      ^ expected a number of calls, x2, or of errors, 1 error""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceGraph.of("a -> b  2 errors"))
        .withMessageContaining("there are more errors than calls");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceGraph.of("a  x2"))
        .withMessageContaining("a service alone has no further columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceGraph.of(" \n"))
        .withMessage(
            "the service graph is empty; expected \"caller -> callee  x2  1 error\", or a service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edge("a", "b", 0, 0))
        .withMessage("calls must be 1 or more, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edge("a", "b", 1, 2))
        .withMessage("errors must be between 0 and the number of calls, but is 2");
  }
}
