package io.traceassert.junit.w3c;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is looked at.
 *
 * @param right what would be right, as a part of a sentence
 * @param problem what is wrong with the exchanges of a rule; null if nothing is
 */
record Check(Strength strength, String right, Function<List<Exchange>, @Nullable String> problem) {

  static Check must(String right, Function<Exchange, @Nullable String> problem) {
    return ofAny(Strength.MUST, right, problem);
  }

  static Check should(String right, Function<Exchange, @Nullable String> problem) {
    return ofAny(Strength.SHOULD, right, problem);
  }

  private static Check ofAny(
      Strength strength, String right, Function<Exchange, @Nullable String> problem) {
    return new Check(strength, right, exchanges -> first(exchanges, problem));
  }

  private static @Nullable String first(
      List<Exchange> exchanges, Function<Exchange, @Nullable String> problem) {
    for (Exchange exchange : exchanges) {
      @Nullable String found = problem.apply(exchange);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Nullable
  String problemOf(List<Exchange> exchanges) {
    return problem.apply(exchanges);
  }
}
