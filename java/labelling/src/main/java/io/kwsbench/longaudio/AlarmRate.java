package io.kwsbench.longaudio;

import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * A rate of false alarms as some hours of audio show it. The number of alarms is taken to follow a
 * Poisson distribution.
 *
 * @param alarms that were counted
 * @param hours of audio, above 0
 */
public record AlarmRate(int alarms, double hours) {
  private static final double CONFIDENCE = 0.95;

  /** The counted alarms per hour. */
  public double perHour() {
    return alarms / hours;
  }

  /** The lower end of the exact two-sided 95 % confidence interval, per hour. */
  public double low() {
    return alarms == 0 ? 0 : quantile(alarms, (1 - CONFIDENCE) / 2) / hours;
  }

  /** The upper end of the exact two-sided 95 % confidence interval, per hour. */
  public double high() {
    return quantile(alarms + 1, (1 + CONFIDENCE) / 2) / hours;
  }

  /** The rate below which the true one is with 95 % confidence, per hour; 3 / hours for none. */
  public double provenBelow() {
    return quantile(alarms + 1, CONFIDENCE) / hours;
  }

  /** The hours without an alarm that prove a rate to be below another with 95 % confidence. */
  public static double hoursToProve(double perHour) {
    return -Math.log(1 - CONFIDENCE) / perHour;
  }

  private static double quantile(int shape, double probability) {
    return new GammaDistribution(shape, 1).inverseCumulativeProbability(probability);
  }
}
