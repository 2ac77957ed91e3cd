package io.kwsbench.stats;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The 95 % confidence interval of a share of clips, or of the difference of two shares.
 *
 * @param low its lower end
 * @param high its upper end
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
public record ShareInterval(double low, double high) {
  /** The 97.5th percentile of the normal distribution. */
  private static final double NORMAL = 1.959963984540054;

  /**
   * The interval of a share: Wilson's, which stays within 0 and 1 and is right for few clips.
   *
   * @param hits of them
   * @param clips above 0
   */
  public static ShareInterval of(int hits, int clips) {
    double n = clips;
    double share = hits / n;
    double square = NORMAL * NORMAL / n;
    double middle = (share + square / 2) / (1 + square);
    double half = NORMAL / (1 + square) * Math.sqrt(share * (1 - share) / n + square / (4 * n));
    return new ShareInterval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /**
   * The interval of the difference of two shares of the same clips: Wald's after half a clip was
   * added to each of the four cases (Agresti and Min 2005). Clips that both get right or wrong say
   * little, so it is far narrower than that of two shares of different clips.
   *
   * @param lost clips that count for the first share only
   * @param gained clips that count for the second share only
   * @param clips above 0
   */
  public static ShareInterval ofDifference(int lost, int gained, int clips) {
    double n = clips + 2.0;
    double difference = (lost - gained) / n;
    double half = NORMAL / n * Math.sqrt(lost + gained + 1 - n * difference * difference);
    return new ShareInterval(difference - half, difference + half);
  }

  /** The same in points of a hundred. */
  public ShareInterval points() {
    return new ShareInterval(100 * low, 100 * high);
  }
}
