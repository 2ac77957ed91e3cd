package io.kwsbench.report.answer;

import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.stats.decision.RatioInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A ratio of times in words: how many times faster, or slower where it is slower, always as a
 * number above 1. The interval in parentheses is that of the same number.
 */
public final class Speedup {
  private Speedup() {}

  /**
   * The ratio in words, such as {@code 2.9× faster than TensorFlow (2.7–3.1×)}.
   *
   * @param ratio time over the other's time
   */
  public static String than(String other, RatioInterval ratio) {
    return words(ratio, " than " + other, "neither clearly faster nor slower");
  }

  /**
   * The ratio in a table's cell, such as {@code 2.9× faster (2.7–3.1×)} or {@code unclear
   * (0.97–1.02×)}.
   *
   * @param ratio time over the other's time
   */
  public static String cell(RatioInterval ratio) {
    return words(ratio, "", "unclear");
  }

  /**
   * The reason why a speed-up is not the quotient of two medians, in a line.
   *
   * @param level confidence of the interval, such as 0.99
   */
  public static Section.Prose note(double level) {
    return Section.Prose.of(
        Lines.format(
            "speed-up: from pairs of runs (%s %% interval); on a busy machine not the quotient of"
                + " the medians",
            BigDecimal.valueOf(100 * level)
                .setScale(2, RoundingMode.FLOOR)
                .stripTrailingZeros()
                .toPlainString()));
  }

  /** The ratio without its interval, such as {@code 2.9× faster} or {@code unclear}. */
  public static String brief(RatioInterval ratio) {
    return brief(ratio, "unclear");
  }

  /** The interval alone, such as {@code 2.7–3.1×}. */
  public static String range(RatioInterval ratio) {
    return ratio.low() > 1
        ? range(ratio.low(), ratio.high())
        : range(1 / ratio.high(), 1 / ratio.low());
  }

  private static String words(RatioInterval ratio, String than, String unclear) {
    return brief(ratio, unclear) + than + " (" + range(ratio) + ")";
  }

  private static String brief(RatioInterval ratio, String unclear) {
    if (ratio.low() > 1) {
      return number(ratio.ratio(), decimals(ratio.low())) + "× slower";
    }
    return ratio.high() < 1
        ? number(1 / ratio.ratio(), decimals(1 / ratio.high())) + "× faster"
        : unclear;
  }

  /** A factor with two digits or more, such as {@code 1.05×}, {@code 2.9×} and {@code 628×}. */
  public static String factor(double factor) {
    return number(factor, decimals(factor)) + "×";
  }

  private static String range(double low, double high) {
    int decimals = decimals(low);
    return number(low, decimals) + "–" + Figures.ratio(high, decimals) + "×";
  }

  private static int decimals(double factor) {
    if (factor < 2) {
      return 2;
    }
    return factor < 20 ? 1 : 0;
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
