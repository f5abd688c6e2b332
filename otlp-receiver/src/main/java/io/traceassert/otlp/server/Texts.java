package io.traceassert.otlp.server;

/** Texts that a sender wrote, fit to be shown on one line. */
final class Texts {

  private static final int LONGEST = 120;

  private Texts() {}

  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
