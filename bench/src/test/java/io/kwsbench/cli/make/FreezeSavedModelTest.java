package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SavedModels on the command line. */
class FreezeSavedModelTest {
  private static final Path FIXTURES = Material.fixture("savedmodel");
  private static final String MODEL = FIXTURES.resolve("module_array.savedmodel").toString();

  @TempDir Path folder;

  @Test
  void freezesTheFolderAndTheFileInIt() {
    Path frozen = folder.resolve("m.pb");
    for (String model : new String[] {MODEL, MODEL + "/saved_model.pb"}) {
      Invocation done = Invocation.of("freeze", model, "--out", frozen.toString());
      assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
      assertThat(done.out).contains("serving_default_x:0 float[1,6,3] -> output_0:0");
    }
    Invocation measured = measure(frozen.toString());
    assertThat(measured.out).contains("from module_array.savedmodel (SavedModel, TensorFlow ");
  }

  @Test
  void compilesAndBenchmarks() {
    Path plan = folder.resolve("m.kws");
    Invocation compiled = Invocation.of("compile", "--graph", MODEL, "--out", plan.toString());
    assertThat(compiled.code).as(compiled.err).isEqualTo(ExitCode.DONE);
    measure(MODEL);
  }

  private static Invocation measure(String model) {
    Invocation measured = Invocation.of("benchmark", "--graph", model, "--max_num_runs=2");
    assertThat(measured.code).as(measured.err).isEqualTo(ExitCode.DONE);
    return measured;
  }

  @Test
  void namesTheSignaturesThatThereAre() {
    Invocation refused = Invocation.of("freeze", MODEL, "--signature", "other");
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .contains(MODEL + ": it has no signature other, but serving_default")
        .hasLineCount(1);
  }

  @Test
  void refusesASignatureOfWhatHasNone() {
    String onnx = Material.fixture("onnx/crnn.onnx").toString();
    Invocation refused = Invocation.of("benchmark", "--graph", onnx, "--signature", "other");
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err).contains("has no signatures: only SavedModels have");
    Invocation checkpoint = Invocation.of("freeze", "--checkpoint", "m.h5", "--signature", "s");
    assertThat(checkpoint.code).isEqualTo(ExitCode.USAGE);
    assertThat(checkpoint.err).contains("--signature does not apply to a checkpoint");
  }
}
