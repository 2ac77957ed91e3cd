package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.OutOfRangeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  /** Rates that Keras 2.1.2's ReduceLROnPlateau(0.5, patience 4, min 1e-5, mode max) sets. */
  @Test
  void fallsAsInKeras() {
    double[] accuracies = {0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.7, 0.7};

    assertThat(rates(1e-3, accuracies))
        .containsExactly(
            1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 5e-4, 5e-4, 5e-4, 5e-4, 2.5e-4, 2.5e-4, 2.5e-4);
  }

  @Test
  void neverFallsBelowTheLeast() {
    assertThat(rates(1.5e-5, new double[20])).endsWith(1e-5).doesNotContain(7.5e-6);
  }

  @Test
  void tinyGainsDoNotCount() {
    double[] accuracies = {0.5, 0.50005, 0.50009, 0.50005, 0.50009, 0.50009};

    assertThat(rates(1e-3, accuracies)).endsWith(5e-4);
  }

  @Test
  void aCosineFallsFromTheFirstRateToNearlyNothing() {
    LearningRateSchedule rule = new LearningRateSchedule.Cosine(1e-3, 4, 0);
    RateState state = RateState.starting(1e-3);
    List<Double> rates = new ArrayList<>();
    for (int epoch = 1; epoch <= 5; epoch++) {
      state = rule.after(state, epoch, 0.5);
      rates.add(state.rate());
    }

    assertThat(rates.get(1)).isEqualTo(5e-4, within(1e-9));
    assertThat(rates).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(rates.subList(3, 5)).containsOnly(1e-6);
  }

  @Test
  void aCosineThatIsProlongedGoesOnAlongTheLongerCurve() {
    LearningRateSchedule shorter = new LearningRateSchedule.Cosine(1e-3, 4, 0);
    LearningRateSchedule longer = new LearningRateSchedule.Cosine(1e-3, 8, 0);
    RateState state = shorter.after(RateState.starting(1e-3), 2, 0.5);

    assertThat(shorter.resumed(state, 2)).isEqualTo(state);
    assertThat(longer.resumed(state, 2)).isEqualTo(longer.after(state, 2, 0.5));
    assertThat(longer.withoutEnd()).isEqualTo(shorter.withoutEnd());
    LearningRateSchedule plateau = LearningRateSchedule.Plateau.original();
    assertThat(plateau.resumed(state, 2)).isEqualTo(state);
    assertThat(plateau.withoutEnd()).isEqualTo(plateau);
  }

  @Test
  void theRateRisesInEqualStepsBeforeTheCosine() {
    LearningRateSchedule rule = new LearningRateSchedule.Cosine(1e-3, 7, 3);
    RateState state = rule.starting(1e-3);
    List<Double> rates = new ArrayList<>(List.of(state.rate()));
    for (int epoch = 1; epoch < 7; epoch++) {
      state = rule.after(state, epoch, 0.5);
      rates.add(state.rate());
    }

    assertThat(rates.subList(0, 4)).containsExactly(2.5e-4, 5e-4, 7.5e-4, 1e-3);
    assertThat(rates.get(5)).isEqualTo(5e-4, within(1e-9));
    assertThat(rates.subList(3, 7)).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(rule.withoutEnd())
        .isEqualTo(new LearningRateSchedule.Cosine(1e-3, 70, 3).withoutEnd())
        .isNotEqualTo(new LearningRateSchedule.Cosine(1e-3, 7, 2).withoutEnd());
  }

  @Test
  void noEpochIsLeftAfterTheRise() {
    assertThatThrownBy(() -> new LearningRateSchedule.Cosine(1e-3, 3, 3))
        .isInstanceOf(OutOfRangeException.class)
        .hasMessage("warmup is 3, not from 0 to below the number of epochs, 3");
  }

  /** Records of runs from before the rate could rise. */
  @Test
  void aCosineWithoutAWarmupIsReadAsOneOfNoEpochs() throws IOException {
    assertThat(
            new ObjectMapper()
                .readValue(
                    "{\"rule\":\"cosine\",\"first\":0.001,\"epochs\":4}",
                    LearningRateSchedule.class))
        .isEqualTo(new LearningRateSchedule.Cosine(1e-3, 4, 0));
  }

  private static List<Double> rates(double start, double[] accuracies) {
    List<Double> rates = new ArrayList<>();
    RateState state = RateState.starting(start);
    int epoch = 0;
    for (double accuracy : accuracies) {
      state = LearningRateSchedule.Plateau.original().after(state, ++epoch, accuracy);
      rates.add(state.rate());
    }
    return rates;
  }
}
