package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HDF5 models of Keras, which freeze imports or makes a graph for clips of. */
class FreezeKerasTest {
  private static final String MODEL = Material.fixture("keras2/raw.hdf5").toString();

  @TempDir Path folder;

  @Test
  void aModelWithoutAFlagIsImportedAsItIsAndSaysSo() {
    Path frozen = folder.resolve("frozen.pb");
    Invocation done = Invocation.of("freeze", MODEL, "--out", frozen.toString());
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    assertThat(done.err)
        .isEqualTo(
            "kwsbench: "
                + MODEL
                + ": imported as it is: no WAV input; --checkpoint makes a graph for clips\n");
    assertThat(FrozenGraph.load(frozen).node("decoded_sample_data")).isEmpty();
  }

  @Test
  void noOtherFlagTurnsAnImportIntoAGraphForClips() {
    Path frozen = folder.resolve("frozen.pb");
    String clips = Material.fixture("clips").toString();
    Invocation refused =
        Invocation.of("freeze", MODEL, "--out", frozen.toString(), "--check", clips);
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err)
        .isEqualTo(
            "kwsbench: --check does not apply to a Keras model that is imported as it is;"
                + " --checkpoint makes a graph for clips\n");
    assertThat(frozen).doesNotExist();
  }

  @Test
  void aCheckpointBecomesAGraphForClips() {
    Path frozen = folder.resolve("frozen.pb");
    Invocation done = Invocation.of("freeze", "--checkpoint", MODEL, "--out", frozen.toString());
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    assertThat(done.out).contains(" weights, Keras 2.");
    assertThat(FrozenGraph.load(frozen).node("decoded_sample_data")).isPresent();
  }
}
