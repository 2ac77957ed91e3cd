package io.kwsbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.ReferenceOutputs;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import io.kwsbench.tensor.Shape;
import io.kwsbench.train.Optimizer;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.TrainingGraph;
import io.kwsbench.train.TrainingState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final int SAMPLES = 16_000;

  record Trained(ModelSpec model, Path checkpoint, ReferenceOutputs.Case outputs) {
    static Trained of(ModelSpec model, Material material, String checkpoint, String csv) {
      return new Trained(
          model, material.path(checkpoint), new ReferenceOutputs.Case(material, checkpoint, csv));
    }
  }

  static Stream<Trained> trained() {
    Stream<Trained> small =
        Stream.of(
            Trained.of(
                SmallModels.raw(0.4), Material.FIXTURES, "keras2/raw.hdf5", "keras2/raw.csv"),
            Trained.of(
                SmallModels.ensemble(),
                Material.FIXTURES,
                "keras2/ensemble.hdf5",
                "keras2/ensemble.csv"));
    return Stream.concat(
        small,
        Material.present()
            .filter(material -> material == Material.SHARED)
            .flatMap(ArchitectureTest::published));
  }

  private static Stream<Trained> published(Material shared) {
    return Stream.of(
        Trained.of(
            Architecture.named("pi").model(12),
            shared,
            "keras/pi195/ep-008-vl-2.3997.hdf5",
            "keras/pi195/outputs.csv"),
        Trained.of(
            Architecture.named("ensemble").model(32),
            shared,
            "keras/106/ep-007-vl-3.4351.hdf5",
            "keras/106/outputs.csv"));
  }

  @ParameterizedTest
  @MethodSource("trained")
  void givesKerasProbabilities(Trained trained) {
    ModelSpec model = trained.model();
    Optimizer optimizer = Optimizer.named("rmsprop");
    KerasCheckpoint stored = KerasCheckpoint.read(trained.checkpoint());
    List<ReferenceOutputs.Row> rows = trained.outputs().rows();

    try (TrainingGraph graph =
        new TrainingGraph(model, optimizer, 0.1f, StatisticsAverage.FIXED, 0, 0)) {
      graph.restore(TrainingState.from(model, optimizer, stored, 0));
      float[] actual = graph.evaluate(clips(rows)).probabilities();

      for (int clip = 0; clip < rows.size(); clip++) {
        float[] expected = rows.get(clip).probabilities();
        int from = clip * expected.length;
        assertThat(Arrays.copyOfRange(actual, from, from + expected.length))
            .as("%s", rows.get(clip).clip())
            .containsExactly(expected, within(1e-5f));
      }
    }
  }

  private static ModelBatch clips(List<ReferenceOutputs.Row> rows) {
    float[] raw = new float[rows.size() * SAMPLES];
    for (int i = 0; i < rows.size(); i++) {
      Clip clip = WavReader.read(rows.get(i).clip());
      FittedClip.of(clip, SAMPLES, SAMPLES, 1).clip().copyTo(raw, i * SAMPLES);
    }
    return ModelBatch.raw(new Batch(raw, new int[rows.size()]));
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

  @Test
  void smallPiFitsAMicrocontroller() {
    ModelSpec small = new SmallPiArchitecture().model(12);

    assertThat(small.parameterCount()).isLessThan(100_000);
    assertThat(convolutionFlops(small)).isLessThan(9_500_000);
  }

  /** Two for each product of a convolution; what else there is comes to a twentieth of these. */
  private static long convolutionFlops(ModelSpec model) {
    long flops = 0;
    for (Layer layer : model.layers()) {
      if (layer instanceof Layer.Conv1D || layer instanceof Layer.DepthwiseConv) {
        flops += 2 * layer.output().dim(0) * layer.weights().get(0).elements();
      }
    }
    return flops;
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
    KerasCheckpoint pi = KerasCheckpoint.read(Material.fixture("keras2/raw.hdf5"));

    assertThatThrownBy(
            () ->
                ModelWeights.from(
                    PiArchitecture.of(22, 0, TimeSlicedNetwork.of(8, 8, 12, 12, 16, 16, 24)), pi))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "weight dense_2/kernel:0[48,12] of the checkpoint has another shape than the model's"
                + " [48,22]");
    assertThatThrownBy(() -> ModelWeights.from(new EnsembleArchitecture().model(12), pi))
        .hasMessageContaining("conv1d_1/kernel:0[3,40,8]");
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
        .hasMessage("no architecture 'po'; there are pi, pi_small, ensemble, residual, two_input");
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
