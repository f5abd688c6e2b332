package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Holds of any headers. */
class PropagationPropertiesTest {

  @Provide
  Arbitrary<Map<String, List<String>>> headers() {
    Arbitrary<String> name = Arbitraries.oneOf(
        Arbitraries.of(PropagationFormat.allHeaders().toList()),
        Arbitraries.strings().ofMaxLength(5).map(end -> "uberctx-" + end),
        Arbitraries.strings().ofMaxLength(10));
    Arbitrary<String> value = Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(80),
        Arbitraries.strings()
            .withChars("0123456789abcdefABCDEF-:%;=,. \t\"\u00e9")
            .ofMaxLength(80),
        Arbitraries.of(
            "Root=", "Parent=", "Sampled=", "_dd.p.tid=", "%", "%3A%3A%3A", "=", ";", ","));
    return Arbitraries.maps(name, value.list().ofMaxSize(3)).ofMaxSize(6);
  }

  @Property(tries = 3000)
  void nothingMakesReadingThrow(
      @ForAll("headers") Map<String, List<String>> headers, @ForAll TraceContextLevel level) {
    Propagation propagation = Propagation.of(Carrier.of(headers), level);
    for (ContextReading reading : propagation.readings()) {
      assertThat(reading.headers()).isNotEmpty();
      assertThat(reading.isContext() && reading.isMalformed()).isFalse();
      assertId(reading.traceId(), 32);
      assertId(reading.spanId(), 16);
      reading.violations().forEach(PropagationPropertiesTest::assertOneLine);
    }
    propagation.baggage().violations().forEach(PropagationPropertiesTest::assertOneLine);
  }

  private static void assertId(@Nullable WrittenId id, int digits) {
    if (id != null) {
      assertThat(id.likenessTo("4bf92f3577b34da6a3ce929d0e0e4736".substring(0, digits)))
          .isNotNull();
      assertThat(id.id() == null || Hex.isLower(id.id(), digits)).isTrue();
      assertThat(id.id() == null || !Hex.isZero(id.id())).isTrue();
    }
  }

  private static void assertOneLine(Violation violation) {
    assertThat(violation.toString()).hasLineCount(1).doesNotContain("\t");
  }
}
