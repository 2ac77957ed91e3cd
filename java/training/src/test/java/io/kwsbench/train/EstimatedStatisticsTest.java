package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.ModelSpec;
import io.kwsbench.model.TinyArchitecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch normalization's averages after few steps. */
class EstimatedStatisticsTest {
  private static final double RATE = 1e-3;

  @TempDir static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    TinyRun.writeData(data);
  }

  /** Keras's moving averages are far off after three steps; those of the batch itself are exact. */
  @Test
  void inferenceIsWhatTrainingSees() {
    ModelSpec model = new TinyArchitecture().model(ClipFeatures.RAW, 5, 0);
    Optimizer optimizer = Optimizer.named("rmsprop");
    try (BatchFeatures features = new BatchFeatures(ClipFeatures.RAW);
        TrainingGraph graph =
            new TrainingGraph(model, optimizer, 0.1f, StatisticsAverage.FIXED, 7, 1)) {
      graph.restore(TrainingState.initial(model, 7));
      ModelBatch clips = features.of(TinyRun.source(data).training(0, 24));
      for (int step = 0; step < 3; step++) {
        graph.step(clips, RATE);
      }
      double moving = graph.evaluate(clips).loss();
      graph.estimateStatistics(List.of(clips));
      double estimated = graph.evaluate(clips).loss();
      double trained = graph.step(clips, RATE).loss();

      assertThat(estimated).isCloseTo(trained, within(1e-4));
      assertThat(Math.abs(moving - trained)).isGreaterThan(0.01);
    }
  }

  @Test
  void theReasonForChanceIsNamed(@TempDir Path fixed, @TempDir Path estimated) {
    assertThat(reasons(fixed, StatisticsAverage.FIXED)).contains(ChanceReason.STATISTICS);
    assertThat(reasons(estimated, StatisticsAverage.ESTIMATED)).isEmpty();
  }

  private static List<ChanceReason> reasons(Path folder, StatisticsAverage average) {
    TrainingOptions options = TinyRun.options(folder, 6);
    TrainingOptions averaging =
        new TrainingOptions(
            options.architecture(),
            options.features(),
            options.descent(),
            new TrainingOptions.Regularization(0, 0, average),
            new TrainingOptions.Budget(24, 5, 6, 0),
            options.seed(),
            options.threads(),
            folder);
    List<ChanceReason> reasons = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void atChance(EpochRecord record, ChanceReason reason) {
            reasons.add(reason);
          }
        };
    new Trainer(averaging, TinyRun.source(data), new TinyArchitecture(), listener, () -> false)
        .run(false);
    return reasons;
  }

  @Test
  void clipsAreTheReasonWhereTrainingClipsAreRight() {
    assertThat(ChanceReason.of(0.93, 0.35, 0.346)).isEqualTo(ChanceReason.STATISTICS);
    assertThat(ChanceReason.of(0.93, 0.91, 0.346)).isEqualTo(ChanceReason.CLIPS);
  }
}
