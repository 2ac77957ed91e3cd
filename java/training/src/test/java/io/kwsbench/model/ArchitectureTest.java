package io.kwsbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.SharedMaterial;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.features.ClipFeatures;
import io.kwsbench.features.FeatureMode;
import io.kwsbench.tensor.Shape;
import io.kwsbench.train.Optimizer;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.TrainingGraph;
import io.kwsbench.train.TrainingState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  @ParameterizedTest
  @CsvSource({
    "pi,12,pi195/ep-008-vl-2.3997.hdf5,pi195/outputs.csv",
    "ensemble,32,106/ep-007-vl-3.4351.hdf5,106/outputs.csv"
  })
  void givesKerasProbabilities(String name, int classes, String checkpoint, String csv)
      throws IOException {
    ModelSpec model = Architecture.named(name).model(classes);
    Optimizer optimizer = Optimizer.named("rmsprop");
    KerasCheckpoint stored = KerasCheckpoint.read(SharedMaterial.require("keras/" + checkpoint));
    float[][] expected = ReferenceOutputs.probabilities(csv);

    try (TrainingGraph graph =
        new TrainingGraph(model, optimizer, 0.1f, StatisticsAverage.FIXED, 0, 0)) {
      graph.restore(TrainingState.from(model, optimizer, stored, 0));
      float[] actual = graph.evaluate(ReferenceOutputs.clips(csv)).probabilities();

      assertThat(expected).hasNumberOfRows(40);
      for (int clip = 0; clip < expected.length; clip++) {
        for (int c = 0; c < classes; c++) {
          assertThat(actual[clip * classes + c])
              .as("clip %d, class %d", clip, c)
              .isCloseTo(expected[clip][c], within(1e-5f));
        }
      }
    }
  }

  @Test
  void piHasThePublishedSize() {
    ModelSpec pi = new PiArchitecture().model(12);

    // with the batch norms' scales and statistics, of which a frozen graph keeps half or less
    assertThat(pi.parameterCount()).isEqualTo(1_198_601);
    assertThat(pi.weights()).filteredOn(WeightSpec::trainable).hasSize(50);
    assertThat(new PiArchitecture().model(22).output().output()).isEqualTo(Shape.of(22));
    assertThat(new EnsembleArchitecture().model(32).weights())
        .filteredOn(WeightSpec::trainable)
        .hasSize(49);
  }

  @ParameterizedTest
  @CsvSource({"residual,MFCC,781899", "residual,SPEC,819723", "two_input,MFCC_AND_RAW,1922279"})
  void othersHaveTheOriginalsSize(String name, FeatureMode mode, long parameters) {
    ModelSpec model = Architecture.named(name, mode).model(ClipFeatures.original(mode), 7, 0.2);

    assertThat(model.parameterCount()).isEqualTo(parameters);
  }

  @Test
  void startsWithinGlorotsLimits() {
    ModelWeights weights = ModelWeights.initial(new PiArchitecture().model(12), 7);
    float[] kernel = weights.values("conv1d_1/kernel:0");
    double limit = Math.sqrt(6.0 / (3 * 40 + 3 * 128));

    double sum = 0;
    for (float value : kernel) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo((float) limit);
      sum += value * value;
    }
    assertThat(Math.sqrt(sum / kernel.length)).isCloseTo(limit / Math.sqrt(3), within(1e-3));
    assertThat(weights.values("batch_normalization_1/gamma:0")).containsOnly(1f);
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused() {
    KerasCheckpoint pi = KerasCheckpoint.read(SharedMaterial.require("keras/pi195/python35.hdf5"));

    assertThatThrownBy(() -> ModelWeights.from(new PiArchitecture().model(22), pi))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "weight dense_2/kernel:0[1024,12] of the checkpoint has another shape than the model's"
                + " [1024,22]");
    assertThatThrownBy(() -> ModelWeights.from(new EnsembleArchitecture().model(12), pi))
        .hasMessageContaining("conv1d_1/kernel:0[3,40,128]");
    KerasCheckpoint none =
        new KerasCheckpoint(
            pi.kerasVersion(),
            pi.backend(),
            pi.modelConfig(),
            pi.trainingConfig(),
            List.of(),
            pi.optimizer(),
            List.of());
    assertThatThrownBy(() -> ModelWeights.from(new PiArchitecture().model(12), none))
        .hasMessage("the checkpoint has no layer 'conv1d_1'");
  }

  @Test
  void unknownNamesAreAnswered() {
    assertThatThrownBy(() -> Architecture.named("po"))
        .isInstanceOf(KwsException.class)
        .hasMessage("no architecture 'po'; there are pi, ensemble, residual, two_input");
  }

  @Test
  void featuresThatAnArchitectureDoesNotTakeAreAnswered() {
    assertThatThrownBy(() -> Architecture.named("pi", FeatureMode.MFCC))
        .isInstanceOf(KwsException.class)
        .hasMessage("architecture 'pi' takes raw, not mfcc, which residual takes");
    assertThatThrownBy(() -> Architecture.named("residual", FeatureMode.MFCC_AND_RAW))
        .hasMessage(
            "architecture 'residual' takes mfcc or spec, not mfcc_and_raw, which two_input takes");
    for (FeatureMode mode : FeatureMode.values()) {
      ModelSpec model = Architecture.taking(mode).model(ClipFeatures.original(mode), 12, 0);
      assertThat(model.inputs())
          .extracting(Layer.Input::size)
          .isEqualTo(ClipFeatures.original(mode).inputSizes());
    }
  }

  @Test
  void tooFewFramesAreAnswered() {
    ClipFeatures two = new ClipFeatures(FeatureMode.MFCC, new ClipFeatures.Frames(30, 900, 40, 20));
    assertThatThrownBy(() -> Architecture.taking(FeatureMode.MFCC).model(two, 12, 0))
        .isInstanceOf(KwsException.class)
        .hasMessage("a clip has 2 frames, fewer than the 3 of a convolution");
    assertThatThrownBy(
            () -> new ClipFeatures(FeatureMode.MFCC, new ClipFeatures.Frames(1001, 10, 40, 20)))
        .hasMessage("features: frames of 1001.0 ms every 10.0 ms do not fit a clip of a second");
    assertThatThrownBy(
            () -> new ClipFeatures(FeatureMode.MFCC, new ClipFeatures.Frames(30, 10, 40, 41)))
        .hasMessageStartingWith("features: 41 coefficients of 40 bands; ");
    assertThatThrownBy(() -> ClipFeatures.parse("{"))
        .hasMessageStartingWith("no description of features: ");
  }
}
