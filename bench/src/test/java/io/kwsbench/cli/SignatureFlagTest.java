package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that takes a SavedModel takes the name of its signature. */
class SignatureFlagTest {
  private static final String MODEL =
      Material.fixture("savedmodel").resolve("module_array.savedmodel").toString();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark --graph M",
        "roofline --graph M",
        "compile --graph M --out F/x.kws",
        "run --graph M --input_values F/in.csv",
        "compare M --zeros",
        "predict --graph M --clips CLIPS --out F/out.csv",
        "submit --graph M --clips CLIPS --out F/out.csv",
        "evaluate --graph M --data CLIPS --words yes,no --set testing",
        "listen --graph M F/in.wav"
      })
  void namesTheSignaturesThatThereAre(String line) {
    List<String> typed = new ArrayList<>();
    for (String word : line.split(" ")) {
      typed.add(
          word.equals("M")
              ? MODEL
              : word.replace("CLIPS", "" + Material.fixture("clips")).replace("F/", folder + "/"));
    }
    typed.add("--signature=other");
    Invocation refused = Invocation.of(typed.toArray(String[]::new));
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .contains(MODEL + ": it has no signature other, but serving_default")
        .hasLineCount(1);
  }

  @Test
  void aCaseOfASuiteNamesOne() throws IOException {
    Invocation done = suite("serving_default");
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    Invocation refused = suite("other");
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err).contains(MODEL + ": it has no signature other, but serving_default");
  }

  private Invocation suite(String signature) throws IOException {
    String line = "{graph: '%s', signature: %s, gates: {size: {max: 99000}}}";
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, "cases:\n  - " + line.formatted(MODEL, signature) + "\n");
    String journal = folder.resolve("s.journal.jsonl").toString();
    return Invocation.of("suite", file.toString(), "--journal=" + journal);
  }

  @Test
  void comparesOneSignature() {
    String[] typed = {"compare", MODEL, "--zeros", "--max_time=0.1", "--signature"};
    List<String> named = new ArrayList<>(List.of(typed));
    named.add("serving_default");
    Invocation done = Invocation.of(named.toArray(String[]::new));
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    String onnx = Material.fixture("onnx/crnn.onnx").toString();
    Invocation none = Invocation.of("compare", onnx, "--zeros", "--signature=s");
    assertThat(none.code).isEqualTo(ExitCode.USAGE);
    assertThat(none.err).contains("--signature has no effect: none of the models is a SavedModel");
  }

  @Test
  void aCheckpointHasNone() {
    Path clips = Material.fixture("clips");
    Path file = Material.fixture("keras3/k3_gru.h5");
    Invocation refused =
        Invocation.of(
            "predict", "--checkpoint=" + file, "--signature=s", "--clips=" + clips, "--out=o");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("--signature needs --graph");
  }
}
