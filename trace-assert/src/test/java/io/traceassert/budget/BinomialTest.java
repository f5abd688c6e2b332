package io.traceassert.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

  @ParameterizedTest
  @CsvSource({"1, 0.5", "5, 0.5", "20, 0.9", "29, 0.9", "40, 0.95", "59, 0.95", "300, 0.99"})
  void agreesWithExactSums(int n, double p) {
    for (double improbable : new double[] {0.2, 0.05, 0.0001, 0.00002}) {
      int k = Binomial.surelyAtLeast(n, p, improbable);

      assertThat(fewerThan(k, n, p)).isLessThanOrEqualTo(improbable);
      if (k < n) {
        assertThat(fewerThan(k + 1, n, p)).isGreaterThan(improbable);
      }
    }
  }

  /** The probability of fewer than k, summed up with 50 digits. */
  private static double fewerThan(int k, int n, double p) {
    MathContext digits = new MathContext(50);
    BigDecimal share = new BigDecimal(p);
    BigDecimal sum = BigDecimal.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      BigDecimal probability =
          share.pow(i, digits).multiply(BigDecimal.ONE.subtract(share).pow(n - i, digits), digits);
      sum = sum.add(probability.multiply(new BigDecimal(ways), digits), digits);
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return sum.doubleValue();
  }

  @Test
  void knowsWhenAllAreTooFew() {
    assertThat(Binomial.surelyFewerThan(28, 0.9, 0.05)).isEqualTo(29); // 0.9^28 = 5.2 %
    assertThat(Binomial.surelyFewerThan(29, 0.9, 0.05)).isEqualTo(29); // 0.9^29 = 4.7 %
  }

  @Test
  void countsManyRuns() {
    assertThat(Binomial.surelyAtLeast(100_000, 0.99, 0.05)).isBetween(98_940, 98_960);
  }
}
