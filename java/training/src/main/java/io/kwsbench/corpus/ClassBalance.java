package io.kwsbench.corpus;

import io.kwsbench.OutOfRangeException;

/**
 * The shares of silence and of other words relative to the wanted words.
 *
 * @param silencePercentage silent samples for every hundred wanted ones
 * @param unknownPercentage samples of other words for every hundred wanted ones
 * @param seed which of the other words are taken, and the order of all
 */
public record ClassBalance(double silencePercentage, double unknownPercentage, long seed) {
  public ClassBalance {
    if (!(silencePercentage >= 0 && unknownPercentage >= 0)) {
      throw new OutOfRangeException(
          silencePercentage + " % silence and " + unknownPercentage + " % unknown");
    }
  }

  static int share(int wanted, double percentage) {
    return (int) Math.ceil(wanted * percentage / 100);
  }
}
