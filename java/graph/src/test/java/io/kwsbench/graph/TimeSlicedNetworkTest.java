package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeSlicedNetworkTest {
  /** Shapes of the layers that Keras made of the 2017 system's two models. */
  @Test
  void aSecondBecomesNineSteps() {
    assertThat(TimeSlicedNetwork.PI.steps(16_000)).isEqualTo(9);
    assertThat(TimeSlicedNetwork.PI.channels()).isEqualTo(512);
    assertThat(TimeSlicedNetwork.PI.separables()).hasSize(11);
    assertThat(TimeSlicedNetwork.ENSEMBLE.steps(16_000)).isEqualTo(9);
    assertThat(TimeSlicedNetwork.ENSEMBLE.channels()).isEqualTo(448);
  }
}
