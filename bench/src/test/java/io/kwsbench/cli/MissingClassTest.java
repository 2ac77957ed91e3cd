package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a light bundle lacks is named as what a person would look for, not as a class. */
class MissingClassTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io/kwsbench/synthesis/Voice | synthesizes no speech: use one that is not light",
        "org/knowm/xchart/Chart | draws no charts: use one that is not light",
        "com/google/flatbuffers/Table | reads no TensorFlow Lite models: compile the model with a"
            + " bundle that is not light",
        "io/kwsbench/formats/tflite/TfliteReader | reads no TensorFlow Lite models: compile the"
            + " model with a bundle that is not light",
        "io/kwsbench/formats/savedmodel/Reader | reads no SavedModels: compile the model with a"
            + " bundle that is not light",
        "io/kwsbench/formats/onnx/OnnxReader | reads no ONNX models: compile the model with a"
            + " bundle that is not light",
      })
  void partsOfTheFullBundleAreNamed(String missing, String lacks) {
    assertThat(MissingClass.message(missing)).isEqualTo("this bundle " + lacks);
  }

  @ParameterizedTest
  @CsvSource({"org/example/Other", "libjnicpu.so: wrong ELF class"})
  void anythingElseIsQuoted(String error) {
    assertThat(MissingClass.message(error))
        .isEqualTo("a native library or class cannot be loaded: " + error);
  }
}
