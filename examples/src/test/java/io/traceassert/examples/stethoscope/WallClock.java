package io.traceassert.examples.stethoscope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.traceassert.examples.service.Workers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time, and real work: twenty times as fast as the checkout would be. */
final class WallClock implements Pace, AutoCloseable {

  private static final int FASTER = 20;

  private final ExecutorService other = Workers.one("other");

  @Override
  public void work(int millis) {
    long start = System.nanoTime();
    byte[] hash = "checkout".getBytes(UTF_8);
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis) / FASTER) {
      hash = hashOf(hash);
    }
  }

  private static byte[] hashOf(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JVM has it", e);
    }
  }

  @Override
  public void blocked(int millis) {
    Workers.resultOf(other.submit(() -> work(millis)));
  }

  @Override
  public void close() {
    other.shutdown();
  }
}
