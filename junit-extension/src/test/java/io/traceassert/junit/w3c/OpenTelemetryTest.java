package io.traceassert.junit.w3c;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the SDK of OpenTelemetry does not obey, exactly. Version 1.57 knows only Level 1, and does
 * not accept empty members of tracestate; both have changed by 1.67.
 */
class OpenTelemetryTest {

  private static final List<String> ONLY_IN_1_57 =
      List.of("random-flag-kept", "random-flag-kept-sampled", "tracestate-empty-members");

  private static boolean is157() {
    return String.valueOf(
            Resource.getDefault().getAttribute(AttributeKey.stringKey("telemetry.sdk.version")))
        .startsWith("1.57.");
  }

  private static Conformance testsOf(TextMapGetter<List<Header>> getter) {
    try (OpenTelemetryPropagation service = new OpenTelemetryPropagation(getter)) {
      return Conformance.of(service);
    }
  }

  @Test
  void headersThatAreCombined() {
    Conformance tests = testsOf(new OpenTelemetryPropagation.Combined());

    List<String> broken = new ArrayList<>();
    if (is157()) {
      broken.addAll(ONLY_IN_1_57);
      broken.add("tracestate-empty-before");
    }
    assertThat(tests.failed().keySet()).containsExactlyInAnyOrderElementsOf(broken);
    assertThat(tests.notJudged()).isEmpty();
  }

  @Test
  void onlyTheFirstHeaderOfAName() {
    Conformance tests = testsOf(new OpenTelemetryPropagation.First());

    List<String> broken =
        new ArrayList<>(List.of("tracestate-combined", "tracestate-empty-before"));
    if (is157()) {
      broken.addAll(ONLY_IN_1_57);
    }
    assertThat(tests.failed().keySet()).containsExactlyInAnyOrderElementsOf(broken);
    assertThat(tests.notJudged()).isEmpty();
  }

  @Test
  void whatItDoesThatIsNotRecommended() {
    Conformance tests = testsOf(new OpenTelemetryPropagation.First());

    List<String> expected = new ArrayList<>(List.of(
        "traceparent-same-twice-ignored",
        "traceparent-twice-ignored",
        "tracestate-key-digit",
        "tracestate-key-several-at",
        "tracestate-key-twice-kept",
        "tracestate-member-twice-kept"));
    if (is157()) {
      expected.add("random-flag-said");
    }
    assertThat(tests.notRecommended()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
