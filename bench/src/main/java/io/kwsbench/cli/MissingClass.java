package io.kwsbench.cli;

import java.util.Map;

/** The message about a class that is missing: light bundles lack some on purpose. */
final class MissingClass {
  /** The parts that light bundles lack, by the start of the class's name. */
  private static final Map<String, String> LIGHT =
      Map.of(
          "io/kwsbench/synthesis/", "synthesizes no speech: use one that is not light",
          "org/knowm/", "draws no charts: use one that is not light",
          "com/google/flatbuffers/", reads("TensorFlow Lite models"),
          "io/kwsbench/formats/tflite/", reads("TensorFlow Lite models"),
          "io/kwsbench/formats/savedmodel/", reads("SavedModels"),
          "io/kwsbench/formats/onnx/", reads("ONNX models"));

  private MissingClass() {}

  private static String reads(String models) {
    return "reads no " + models + ": compile the model with a bundle that is not light";
  }

  /**
   * The message.
   *
   * @param error of the Java machine, which starts with the class's name where one is missing
   */
  static String message(String error) {
    return LIGHT.entrySet().stream()
        .filter(part -> error.startsWith(part.getKey()))
        .map(part -> "this bundle " + part.getValue())
        .findFirst()
        .orElse("a native library or class cannot be loaded: " + error);
  }
}
