package io.traceassert.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OriginTest {

  private static final StackTraceElement SDK = frame("io.opentelemetry.sdk.trace.SdkSpanBuilder");
  private static final StackTraceElement JDK = frame("java.util.ArrayList");
  private static final StackTraceElement OKHTTP = frame("okhttp3.RealCall");
  private static final StackTraceElement NETTY = frame("io.netty.channel.Channel");
  private static final StackTraceElement SHOP = frame("shop.Checkout");
  private static final StackTraceElement TEST = frame("shop.CheckoutTest");

  @Test
  void theNearestFrameIsTheFirstOutsideOfLibraries() {
    assertThat(Origin.nearestFrame(List.of(SDK, JDK, OKHTTP, SHOP, TEST))).contains(SHOP);
  }

  @Test
  void aLibraryIsBetterThanNothing() {
    assertThat(Origin.nearestFrame(List.of(SDK, JDK, OKHTTP, NETTY))).contains(OKHTTP);
  }

  @Test
  void thePlatformAloneTellsNothing() {
    assertThat(Origin.nearestFrame(List.of(SDK, JDK))).isEmpty();
  }

  @Test
  void aPlaceIsAFileAndALine() {
    assertThat(place("Checkout.java", 42)).contains("Checkout.java:42");
  }

  @Test
  void aPlaceWithoutAFileOrALineIsAMethod() {
    assertThat(place(null, 42)).contains("shop.Checkout.pay");
    assertThat(place("Checkout.java", -1)).contains("shop.Checkout.pay");
  }

  @Test
  void withoutAFrameThereIsNoPlace() {
    assertThat(Origin.of("main", List.of(), List.of()).place()).isEmpty();
  }

  private static Optional<String> place(@Nullable String file, int line) {
    StackTraceElement frame = new StackTraceElement("shop.Checkout", "pay", file, line);
    return Origin.of("main", List.of(frame), List.of()).place();
  }

  private static StackTraceElement frame(String className) {
    return new StackTraceElement(className, "call", null, -1);
  }
}
