package io.traceassert.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

  @ParameterizedTest
  @CsvSource({
    ", , ,     , , ,    ''",
    "x, , ,    x, , ,   ''",
    "x, a, 1,  x, b, 2, ''",
    "x, a, ,   y, a, ,  'host.id \"x\" and \"y\"'",
    ", a, 1,   , a, 2,  ''",
    ", a, ,    , b, ,   'host.name \"a\" and \"b\"'",
    ", a, ,    x, a, ,  ''",
    ", a, ,    x, , ,   'host.name \"a\" and no host.name'",
    ", , 1,    , b, 1,  'no host.name and host.name \"b\"'",
    "x, , ,    , , ,    'host.id \"x\" and no host.id'",
    ", , 1,    , , 1,   ''",
    ", , 1,    , , ,    ''",
    ", , 1,    , , 2,   'process.pid 1 and 2'"
  })
  void clocksAreToldApartByHostAndThenByProcess(
      @Nullable String id,
      @Nullable String name,
      @Nullable Long pid,
      @Nullable String otherId,
      @Nullable String otherName,
      @Nullable Long otherPid,
      String difference) {
    Clock clock = new Clock(id, name, pid);
    Clock other = new Clock(otherId, otherName, otherPid);
    assertThat(clock.differenceTo(other).map(Clock.Difference::phrase).orElse(""))
        .isEqualTo(difference);
    assertThat(other.differenceTo(clock).isEmpty()).isEqualTo(difference.isEmpty());
  }
}
