package io.kwsbench.suite.figure;

import java.util.OptionalDouble;

/**
 * A figure of a case that needs no rounds.
 *
 * @param caseName whose
 * @param key which
 * @param value the figure; empty when it cannot be had here
 * @param note how it was had, or why it could not be
 */
public record Figure(String caseName, FigureKey key, OptionalDouble value, String note) {
  /** A figure that was had. */
  public static Figure of(String caseName, FigureKey key, double value, String note) {
    return new Figure(caseName, key, OptionalDouble.of(value), note);
  }

  /** A figure that cannot be had here. */
  public static Figure absent(String caseName, FigureKey key, String why) {
    return new Figure(caseName, key, OptionalDouble.empty(), why);
  }
}
