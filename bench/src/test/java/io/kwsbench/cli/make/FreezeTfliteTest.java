package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow Lite models on the command line. */
class FreezeTfliteTest {
  private static final String MODEL = Material.fixture("tflite/gru.tflite").toString();

  @TempDir Path folder;

  @Test
  void freezesCompilesAndBenchmarks() {
    Path frozen = folder.resolve("gru.pb");
    Invocation freeze = Invocation.of("freeze", MODEL, "--out", frozen.toString());
    assertThat(freeze.code).as(freeze.err).isEqualTo(ExitCode.DONE);
    assertThat(FrozenGraph.load(frozen).inputs()).hasSize(1);
    Path plan = folder.resolve("gru.kws");
    Invocation compile = Invocation.of("compile", "--graph", MODEL, "--out", plan.toString());
    assertThat(compile.code).as(compile.err).isEqualTo(ExitCode.DONE);
    Invocation measured = Invocation.of("benchmark", "--graph", MODEL, "--max_num_runs=2");
    assertThat(measured.code).as(measured.err).isEqualTo(ExitCode.DONE);
  }

  @Test
  void refusesFlagsThatWouldChangeNothing() {
    Invocation refused = Invocation.of("freeze", MODEL, "--softmax", "add");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("--softmax does not apply to a TensorFlow Lite model");
  }

  @Test
  void operatorsThatAreNotReadForIntegersAreOneLine() {
    String model = Material.fixture("tflite/refused/integer_sine.tflite").toString();
    Invocation refused = Invocation.of("benchmark", "--graph", model);
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .contains("(SIN) is not read for INT8: convert the model with float")
        .hasLineCount(1);
  }
}
