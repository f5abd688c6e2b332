package io.traceassert.examples.stethoscope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A fixed amount of work, however long it takes on this machine. */
final class Effort implements Pace {

  private static final int HASHES = 40;

  private final MessageDigest sha256;

  Effort() throws NoSuchAlgorithmException {
    sha256 = MessageDigest.getInstance("SHA-256");
  }

  @Override
  public void work(int millis) {
    byte[] hash = "checkout".getBytes(UTF_8);
    for (int i = 0; i < millis * HASHES; i++) {
      hash = sha256.digest(hash);
    }
  }

  @Override
  public void blocked(int millis) {
    work(millis);
  }
}
