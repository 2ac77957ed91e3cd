package io.kwsbench.model;

import io.kwsbench.graph.TimeSlicedNetwork;

/** The published models in the widths of the checkpoints of {@code fixtures/keras2}. */
public final class SmallModels {
  private SmallModels() {}

  /** The model of {@code raw.hdf5}. */
  public static ModelSpec raw(double dropout) {
    return PiArchitecture.of(12, dropout, TimeSlicedNetwork.of(8, 8, 12, 12, 16, 16, 24));
  }

  /** The model of {@code ensemble.hdf5}. */
  public static ModelSpec ensemble() {
    return EnsembleArchitecture.of(32, 0, TimeSlicedNetwork.of(8, 8, 12, 12, 16, 16, 20));
  }
}
