package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Material;
import io.kwsbench.ReferenceOutputs;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.rewrite.RecurrentForm;
import java.nio.file.Path;
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

  record Case(ReferenceOutputs.Case checkpoint, FreezeOptions options) {
    @Override
    public String toString() {
      return checkpoint
          + options.ending().mapping().map(m -> " to " + m.labels().size()).orElse("")
          + " "
          + options.form().optimization()
          + " "
          + options.form().recurrent();
    }

    Case with(FreezeOptions other) {
      return new Case(checkpoint, other);
    }
  }

  static Stream<Case> cases() {
    Stream<Case> all =
        Stream.of(small(), experiments(), zoo(), later(), otherForms()).flatMap(s -> s);
    List<Material> present = Material.present().toList();
    return all.filter(c -> present.contains(c.checkpoint().material()));
  }

  private static Case of(Material material, String checkpoint, String outputs) {
    return new Case(
        new ReferenceOutputs.Case(material, checkpoint, outputs), FreezeOptions.DEFAULT);
  }

  private static Stream<Case> small() {
    Stream<Case> keras2 =
        Stream.of("raw", "ensemble", "plain", "stacked", "multi_sliced", "recurrent")
            .map(FreezeParityTest::small);
    return Stream.concat(
        keras2,
        Stream.of(
            of(Material.FIXTURES, "keras2/ensemble.hdf5", "keras2/ensemble12.csv").with(TO_12),
            of(Material.FIXTURES, "keras2/stacked-python35.hdf5", "keras2/stacked.csv"),
            smallLater("keras3-dscnn"),
            smallLater("keras3-lstm"),
            smallLater("tf_keras-dscnn"),
            smallLater("tf_keras-lstm")));
  }

  private static Case small(String name) {
    return of(Material.FIXTURES, "keras2/" + name + ".hdf5", "keras2/" + name + ".csv");
  }

  private static Case smallLater(String name) {
    return of(Material.FIXTURES, "later/" + name + ".h5", "later/" + name + ".csv");
  }

  private static Stream<Case> experiments() {
    String pi = "keras/pi195/";
    String ensemble = "keras/106/";
    return Stream.of(
        of(Material.SHARED, pi + "ep-008-vl-2.3997.hdf5", pi + "outputs.csv"),
        of(Material.SHARED, pi + "python35.hdf5", pi + "outputs.csv"),
        of(Material.SHARED, ensemble + "ep-007-vl-3.4351.hdf5", ensemble + "outputs.csv"),
        of(Material.SHARED, ensemble + "ep-007-vl-3.4351.hdf5", ensemble + "outputs12.csv")
            .with(TO_12));
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
    return of(Material.SHARED, path + ".hdf5", path + ".csv");
  }

  private static Stream<Case> later() {
    return Stream.of("keras3-dscnn", "keras3-lstm", "tf_keras-dscnn", "tf_keras-lstm")
        .map(FreezeParityTest::later);
  }

  private static Case later(String name) {
    String path = "keras/later-keras/" + name;
    return of(Material.SHARED, path + ".h5", path + ".csv");
  }

  /** The literal translation, and recurrent layers in the form that is not the default one. */
  private static Stream<Case> otherForms() {
    FreezeOptions literal = FreezeOptions.DEFAULT.withOptimization(Optimization.NONE);
    FreezeOptions loop = FreezeOptions.DEFAULT.withRecurrentForm(RecurrentForm.LOOP);
    FreezeOptions unrolled = FreezeOptions.DEFAULT.withRecurrentForm(RecurrentForm.UNROLLED);
    return Stream.of(
        small("raw").with(literal),
        small("multi_sliced").with(literal),
        small("recurrent").with(loop),
        small("recurrent").with(unrolled),
        smallLater("keras3-dscnn").with(literal),
        smallLater("tf_keras-lstm").with(loop),
        smallLater("keras3-lstm").with(unrolled),
        zoo("conv_1d_multi_time_sliced").with(literal),
        later("keras3-dscnn").with(literal),
        zoo("conv_1d_simple").with(loop),
        later("tf_keras-lstm").with(loop),
        later("keras3-lstm").with(unrolled));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatKerasComputed(Case reference) {
    Path file = reference.checkpoint().file();
    FrozenModel frozen =
        Freezer.freeze(KerasCheckpoint.read(file), file.toString(), reference.options());
    try (FrozenRun run = new FrozenRun(frozen.graph())) {
      for (ReferenceOutputs.Row row : reference.checkpoint().rows()) {
        assertThat(run.probabilities(row.clip()))
            .as("%s", row.clip())
            .containsExactly(row.probabilities(), within(TOLERANCE));
      }
    }
  }
}
