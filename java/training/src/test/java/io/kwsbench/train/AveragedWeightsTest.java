package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.OutOfRangeException;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.ModelSpec;
import io.kwsbench.model.TinyArchitecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragedWeightsTest {
  private static final String KERNEL = "conv1d_1/kernel:0";

  @TempDir static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    TinyRun.writeData(data);
  }

  @Test
  void averagesFollowTheWeightsAndDoNotMoveThem() {
    ModelSpec model = new TinyArchitecture().model(ClipFeatures.RAW, 5, 0);
    Optimizer plain = Optimizer.named("rmsprop");
    try (BatchFeatures features = new BatchFeatures(ClipFeatures.RAW);
        TrainingGraph alone = graph(model, plain);
        TrainingGraph averaging = graph(model, plain.averaging(0.75))) {
      ModelBatch clips = features.of(TinyRun.source(data).training(0, 12));
      double average = 0;
      for (int step = 0; step < 40; step++) {
        alone.step(clips, 1e-3);
        averaging.step(clips, 1e-3);
        float weight = first(alone);
        double share = Math.max(0.25, 10.0 / (10 + step));
        average += (weight - average) * share;
        assertThat(first(averaging)).isEqualTo(weight);
      }
      float trained = first(alone);
      averaging.exchangeAverages();
      assertThat(first(averaging)).isCloseTo((float) average, within(1e-5f));
      assertThat(average).isNotCloseTo(trained, within(1e-5));
      averaging.exchangeAverages();
      assertThat(first(averaging)).isEqualTo(trained);
    }
  }

  private static TrainingGraph graph(ModelSpec model, Optimizer optimizer) {
    TrainingGraph graph =
        new TrainingGraph(model, optimizer, 0.1f, StatisticsAverage.ESTIMATED, 7, 2);
    graph.restore(TrainingState.initial(model, 7));
    return graph;
  }

  private static float first(TrainingGraph graph) {
    return graph.state().weights().values(KERNEL)[0];
  }

  @Test
  void aRunThatWasStoppedEndsWithTheSameAverages(@TempDir Path whole, @TempDir Path stopped) {
    TrainingRecord expected = TinyRun.train(data, averaging(whole), false);
    AtomicInteger steps = new AtomicInteger();
    Trainer trainer =
        TinyRun.trainer(
            averaging(stopped), TinyRun.source(data), () -> steps.incrementAndGet() == 6);
    assertThat(trainer.run(false).epochs()).hasSize(1);

    TrainingRecord resumed = TinyRun.train(data, averaging(stopped), true);

    KerasCheckpoint wanted = checkpoint(whole, expected);
    KerasCheckpoint actual = checkpoint(stopped, resumed);
    assertThat(actual.layers()).isEqualTo(wanted.layers());
    assertThat(actual.optimizer()).isEqualTo(wanted.optimizer());
  }

  private static KerasCheckpoint checkpoint(Path folder, TrainingRecord record) {
    return KerasCheckpoint.read(folder.resolve(record.epochs().get(2).checkpoint()));
  }

  private static TrainingOptions averaging(Path folder) {
    TrainingOptions options = TinyRun.options(folder, 3);
    return new TrainingOptions(
        options.architecture(),
        options.features(),
        options.descent(),
        new TrainingOptions.Regularization(0.1, 0.4, StatisticsAverage.ESTIMATED, 0.9),
        options.budget(),
        options.seed(),
        options.threads(),
        folder);
  }

  @Test
  void averagesNeedEstimatedStatistics() {
    assertThatThrownBy(() -> new TrainingOptions.Regularization(0, 0, StatisticsAverage.FIXED, 0.9))
        .isInstanceOf(OutOfRangeException.class)
        .hasMessage("ema is 0.9, not 0: averages of weights need estimated statistics");
  }
}
