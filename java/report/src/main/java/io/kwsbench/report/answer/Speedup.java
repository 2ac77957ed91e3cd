package io.kwsbench.report.answer;

import io.kwsbench.report.Figures;
import io.kwsbench.stats.decision.RatioInterval;
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
    if (ratio.low() > 1) {
      return words(" slower than " + other, ratio.low(), ratio.ratio(), ratio.high());
    }
    double low = 1 / ratio.high();
    double high = 1 / ratio.low();
    return ratio.high() < 1
        ? words(" faster than " + other, low, 1 / ratio.ratio(), high)
        : "neither clearly faster nor slower than " + other + interval(low, high);
  }

  /** A factor with two digits or more, such as {@code 1.05×}, {@code 2.9×} and {@code 628×}. */
  public static String factor(double factor) {
    return number(factor, decimals(factor)) + "×";
  }

  private static String words(String than, double low, double middle, double high) {
    return number(middle, decimals(low)) + "×" + than + interval(low, high);
  }

  private static String interval(double low, double high) {
    int decimals = decimals(low);
    return " (" + number(low, decimals) + "–" + Figures.ratio(high, decimals) + "×)";
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
