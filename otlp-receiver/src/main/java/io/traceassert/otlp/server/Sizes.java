package io.traceassert.otlp.server;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
final class Sizes {

  private static final double KIB = 1024;

  private Sizes() {}

  /** For example {@code 512 bytes}, {@code 4 KiB} or {@code 1.5 MiB}. */
  static String bytes(long count) {
    if (count < KIB) {
      return count + (count == 1 ? " byte" : " bytes");
    }
    return count < KIB * KIB ? scaled(count / KIB, " KiB") : scaled(count / KIB / KIB, " MiB");
  }

  /** For example {@code 10 s} or {@code 250 ms}. */
  static String time(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static String scaled(double value, String unit) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + unit;
  }
}
