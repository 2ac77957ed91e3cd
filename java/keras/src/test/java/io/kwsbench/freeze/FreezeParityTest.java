package io.kwsbench.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.SharedMaterial;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.engine.ReferenceOutputs;
import io.kwsbench.freeze.optimize.Optimization;
import io.kwsbench.freeze.optimize.RecurrentForm;
import io.kwsbench.metadata.SpeechCommands;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checkpoint that real Keras wrote, frozen, gives what Keras computed. */
class FreezeParityTest {
  private static final float TOLERANCE = 5e-5f;

  private static final FreezeOptions TO_12 =
      FreezeOptions.DEFAULT.withMapping(
          new ClassMapping(SpeechCommands.WORDS, SpeechCommands.WANTED));

  record Case(String checkpoint, String outputs, FreezeOptions options) {
    @Override
    public String toString() {
      return checkpoint
          + options.mapping().map(m -> " to " + m.labels().size()).orElse("")
          + " "
          + options.optimization()
          + " "
          + options.recurrentForm();
    }

    Case with(FreezeOptions other) {
      return new Case(checkpoint, outputs, other);
    }
  }

  static Stream<Case> cases() {
    FreezeOptions plain = FreezeOptions.DEFAULT;
    String pi = "keras/pi195/";
    Stream<Case> experiments =
        Stream.of(
            new Case(pi + "ep-008-vl-2.3997.hdf5", pi + "outputs.csv", plain),
            new Case(pi + "python35.hdf5", pi + "outputs.csv", plain),
            new Case("keras/106/ep-007-vl-3.4351.hdf5", "keras/106/outputs.csv", plain),
            new Case("keras/106/ep-007-vl-3.4351.hdf5", "keras/106/outputs12.csv", TO_12));
    return Stream.of(experiments, zoo(), later(), otherForms()).flatMap(s -> s);
  }

  private static Stream<Case> zoo() {
    return Stream.of(
            "conv_1d_fast",
            "conv_1d_multi_time_sliced",
            "conv_1d_simple",
            "conv_1d_time_stacked",
            "simple",
            "xception_with_attention")
        .map(FreezeParityTest::zoo);
  }

  private static Case zoo(String name) {
    String path = "keras/zoo/" + name;
    return new Case(path + ".hdf5", path + ".csv", FreezeOptions.DEFAULT);
  }

  private static Stream<Case> later() {
    return Stream.of("keras3-dscnn", "keras3-lstm", "tf_keras-dscnn", "tf_keras-lstm")
        .map(FreezeParityTest::later);
  }

  private static Case later(String name) {
    String path = "keras/later-keras/" + name;
    return new Case(path + ".h5", path + ".csv", FreezeOptions.DEFAULT);
  }

  /** The literal translation, and recurrent layers in the form that is not the default one. */
  private static Stream<Case> otherForms() {
    FreezeOptions literal = FreezeOptions.DEFAULT.withOptimization(Optimization.NONE);
    FreezeOptions loop = FreezeOptions.DEFAULT.withRecurrentForm(RecurrentForm.LOOP);
    FreezeOptions unrolled = FreezeOptions.DEFAULT.withRecurrentForm(RecurrentForm.UNROLLED);
    return Stream.of(
        zoo("conv_1d_multi_time_sliced").with(literal),
        later("keras3-dscnn").with(literal),
        zoo("conv_1d_simple").with(loop),
        later("tf_keras-lstm").with(loop),
        later("keras3-lstm").with(unrolled));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatKerasComputed(Case reference) {
    KerasCheckpoint checkpoint =
        KerasCheckpoint.read(SharedMaterial.require(reference.checkpoint()));
    FrozenModel frozen =
        Freezer.freeze(
            checkpoint,
            checkpoint.modelConfig().orElseThrow(),
            reference.checkpoint(),
            reference.options());
    List<ReferenceOutputs.Row> rows = ReferenceOutputs.read(reference.outputs());
    assertThat(rows).hasSize(40);
    try (FrozenRun run = new FrozenRun(frozen.graph())) {
      for (ReferenceOutputs.Row row : rows) {
        assertThat(run.probabilities(row.clip()))
            .as("%s", row.clip())
            .containsExactly(row.probabilities(), within(TOLERANCE));
      }
    }
  }
}
