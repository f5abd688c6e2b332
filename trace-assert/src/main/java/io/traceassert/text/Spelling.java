package io.traceassert.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Ranks names by how near they are to one that was not found. */
public final class Spelling {

  private static final int MOST = 3;
  private static final int LONGEST_COMPARED = 200;
  private static final int MOST_COMPARED = 1_000;

  private Spelling() {}

  /**
   * Finds the names that were probably meant.
   *
   * @param wanted the name that was not found
   * @param names the names that there are
   * @return at most three different ones, the nearest first; of equal distance in alphabetical
   *     order
   */
  public static List<String> nearest(String wanted, Collection<String> names) {
    return names.stream()
        .distinct()
        .limit(MOST_COMPARED)
        .sorted(Comparator.<String>comparingInt(name -> distance(fold(wanted), fold(name)))
            .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /**
   * Tells whether one name may have been meant by another.
   *
   * @param one any text
   * @param other any text
   * @return true if no more than a third of the longer one differs
   */
  public static boolean isNear(String one, String other) {
    int most = Math.max(cut(one).length(), cut(other).length()) / 3;
    return Math.abs(cut(one).length() - cut(other).length()) <= most
        && distance(fold(one), fold(other)) <= most;
  }

  private static String fold(String name) {
    return cut(name).toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST_COMPARED, text.length()));
  }

  /**
   * Counts the insertions, deletions, substitutions and swaps of neighbours that make one text the
   * other: optimal string alignment. Source: G. Navarro, "A guided tour to approximate string
   * matching", ACM Computing Surveys 33 (2001). Texts are compared up to their 200th character.
   *
   * @param one any text
   * @param other any text
   * @return 0 if they are equal
   */
  public static int distance(String one, String other) {
    String a = cut(one);
    String b = cut(other);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int substituted = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(substituted, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
