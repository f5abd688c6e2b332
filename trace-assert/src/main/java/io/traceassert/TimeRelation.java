package io.traceassert;

import io.traceassert.text.Durations;
import java.time.Duration;

/**
 * What may hold between the times of two spans. Where they were timed by two clocks it holds if it
 * would with one of them set forward or back, at most by so much.
 */
enum TimeRelation {
  STARTS_BEFORE("to start before %s") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return one.start() < other.later(apart).start();
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      return notBefore("started", one.start(), other.start(), it);
    }
  },

  ENDS_BEFORE("to end before %s") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return one.end() < other.later(apart).end();
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      return one.hasEnded() ? notBefore("ended", one.end(), other.end(), it) : OPEN;
    }
  },

  HAPPENS_BEFORE("to end before %s starts") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return one.isBefore(other.later(apart));
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      if (one.isMoment() && one.equals(other)) {
        return "took no time, at the same moment as " + it;
      }
      return one.hasEnded()
          ? "ended %s after %s started".formatted(between(other.start(), one.end()), it)
          : OPEN;
    }
  },

  OVERLAPS("to overlap %s") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return !one.later(apart).isBefore(other) && !other.later(apart).isBefore(one);
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      if (one.isBefore(other)) {
        return one.end() == other.start()
            ? "ended as %s started".formatted(it)
            : "ended %s before %s started".formatted(between(one.end(), other.start()), it);
      }
      return one.start() == other.end()
          ? "started as %s ended".formatted(it)
          : "started %s after %s ended".formatted(between(other.end(), one.start()), it);
    }
  },

  DOES_NOT_OVERLAP("not to overlap %s") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return HAPPENS_BEFORE.holds(one, other, apart) || HAPPENS_BEFORE.holds(other, one, apart);
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      long from = Math.max(one.start(), other.start());
      long to = Math.min(one.end(), other.end());
      if (to == Long.MAX_VALUE) {
        return "overlaps %s, and neither has ended".formatted(it);
      }
      if (from < to) {
        return "overlaps %s for %s".formatted(it, between(from, to));
      }
      return one.equals(other)
          ? HAPPENS_BEFORE.otherwise(one, other, it)
          : (one.isMoment() ? "took no time while %s was open" : "was open while %s took no time")
              .formatted(it);
    }
  },

  IS_WITHIN("to be within its parent %s") {
    @Override
    boolean holds(Interval one, Interval other, Duration apart) {
      return startsWithin(one, other, apart)
          && endsWithin(one, other, apart)
          && one.length().compareTo(other.length()) <= 0;
    }

    @Override
    String otherwise(Interval one, Interval other, String it) {
      String early = startsWithin(one, other, Duration.ZERO)
          ? ""
          : "started %s before %s".formatted(between(one.start(), other.start()), it);
      String late = endsWithin(one, other, Duration.ZERO)
          ? ""
          : one.hasEnded()
              ? "ended %s after %s".formatted(between(other.end(), one.end()), it)
              : OPEN;
      return early.isEmpty() || late.isEmpty() ? early + late : early + " and " + late;
    }
  };

  private static final String OPEN = "has not ended";

  private final String phrase;

  TimeRelation(String phrase) {
    this.phrase = phrase;
  }

  /**
   * Tells whether it holds.
   *
   * @param apart by how much the clock of one may be ahead of the clock of the other; zero if they
   *     were timed by one
   */
  abstract boolean holds(Interval one, Interval other, Duration apart);

  /** Says what one span did instead, with the other called {@code it}. */
  abstract String otherwise(Interval one, Interval other, String it);

  /** Says what is expected of one span, with the name of the other. */
  String phrase(String other) {
    return phrase.formatted(other);
  }

  private static boolean startsWithin(Interval one, Interval other, Duration apart) {
    return other.start() <= one.later(apart).start();
  }

  private static boolean endsWithin(Interval one, Interval other, Duration apart) {
    return one.end() <= other.later(apart).end();
  }

  private static String notBefore(String verb, long time, long other, String it) {
    return time == other
        ? "%s at the same time as %s".formatted(verb, it)
        : "%s %s after %s".formatted(verb, between(other, time), it);
  }

  /** Rounds, but not to nothing. */
  private static String between(long from, long to) {
    return Durations.format(Durations.between(from, to), Duration.ZERO);
  }
}
