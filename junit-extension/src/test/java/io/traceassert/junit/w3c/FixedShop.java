package io.traceassert.junit.w3c;

/** A shop whose ids are always the same, so that its messages are. */
class FixedShop extends Shop {

  @Override
  String digits(int number) {
    return "1234567890abcdef".repeat(2).substring(0, number);
  }
}
