package io.kwsbench.model;

import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.keras.features.ClipFeatures;

/**
 * {@code pi_small}: the layers of {@code pi} in widths for microcontrollers, fewer than 100,000
 * weights and 10 MFLOP per clip.
 *
 * <p>The first convolutions run at the finest time and take most of the time, so they are the
 * narrowest.
 */
public final class SmallPiArchitecture implements Architecture {
  private static final TimeSlicedNetwork NETWORK =
      TimeSlicedNetwork.of(32, 32, 48, 64, 80, 96, 112);

  @Override
  public String name() {
    return "pi_small";
  }

  /** So few weights fit a corpus less closely. */
  @Override
  public double publishedDropout() {
    return 0.1;
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    return PiArchitecture.of(classes, dropout, NETWORK);
  }
}
