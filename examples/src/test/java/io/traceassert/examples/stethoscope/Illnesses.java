package io.traceassert.examples.stethoscope;

import java.util.function.BiFunction;

/** Three reasons for a checkout to take eight seconds. */
final class Illnesses {

  /** Nobody has traced the lock that payments wait for. */
  static final BiFunction<Services, Pace, Checkout> LOCK =
      (services, pace) -> new Checkout(services, pace) {
        @Override
        void pay() {
          pace.blocked(7_360);
          super.pay();
        }
      };

  /** Each query is fast enough to be overlooked. */
  static final BiFunction<Services, Pace, Checkout> MANY_QUERIES =
      (services, pace) -> new Checkout(services, pace) {
        @Override
        void reserve() {
          select(380);
        }
      };

  /** The name of the span tells nothing. */
  static final BiFunction<Services, Pace, Checkout> SLOW_HANDLER =
      (services, pace) -> new Checkout(services, pace) {
        @Override
        void tax() {
          pace.work(7_440);
        }
      };

  private Illnesses() {}
}
