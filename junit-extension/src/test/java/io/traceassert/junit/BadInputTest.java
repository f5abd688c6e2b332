package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

  @TempDir
  Path artifacts;

  private void fails(Class<?> type, String message) {
    assertThat(Run.failures(Run.of(artifacts, type)))
        .singleElement()
        .satisfies(failure -> assertThat(failure)
            .isInstanceOf(ParameterResolutionException.class)
            .hasMessage(message));
  }

  @CaptureTraces
  static class BlankCase {

    @Test
    void test(@Service(" ") OpenTelemetry openTelemetry) {}
  }

  @Test
  void aBlankServiceName() {
    fails(
        BlankCase.class,
        "the name of @Service must not be blank: void io.traceassert.junit.BadInputTest$BlankCase.test(io.opentelemetry.api.OpenTelemetry)");
  }

  @CaptureTraces
  static class TypeCase {

    @Test
    void test(@Service("noodle-service") String name) {}
  }

  @Test
  void aServiceOfAnotherType() {
    fails(
        TypeCase.class,
        "@Service(\"noodle-service\") is on a parameter of type java.lang.String, but a service has only an OpenTelemetry,"
            + " OpenTelemetrySdk or Tracer: void io.traceassert.junit.BadInputTest$TypeCase.test(java.lang.String)");
  }

  @CaptureTraces
  static class DoubledCase {

    @Test
    void test(
        @Service("noodle-service") OpenTelemetry one,
        @Service("noodle-service") OpenTelemetry two) {}
  }

  @Test
  void aDoubledServiceName() {
    fails(
        DoubledCase.class,
        "@Service(\"noodle-service\") is on more than one parameter of type OpenTelemetry; give each service a name of its own:"
            + " void io.traceassert.junit.BadInputTest$DoubledCase.test(io.opentelemetry.api.OpenTelemetry,io.opentelemetry.api.OpenTelemetry)");
  }

  @Test
  void noSources() {
    assertThatIllegalArgumentException()
        .isThrownBy(TraceExtension::capturing)
        .withMessage("sources must not be empty; new TraceExtension() needs none");
  }
}
