package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models give what LiteRT's reference kernels computed, in both engines. */
class TfliteModelsTest {
  static List<Path> in(Path folder) {
    return Material.matching(folder, ".*\\.tflite");
  }

  static List<Path> fixtures() {
    return in(Material.fixture("tflite"));
  }

  static List<Path> shared() {
    return SharedMaterial.has("models/keras")
        ? in(SharedMaterial.require("models/keras")).stream()
            .filter(model -> !model.toString().endsWith(".int8.tflite"))
            .toList()
        : fixtures();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void agreesWithItsOwnRuntime(Path model) throws IOException {
    assertThat(Comparison.of(model)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shared")
  void agreesInEveryPrecision(Path model) throws IOException {
    String name = model.getFileName().toString();
    String input = name.replaceFirst("\\..*", ".input.csv");
    boolean beside = Files.exists(model.resolveSibling(name + ".output.csv"));
    Path output =
        model.resolveSibling(
            beside ? name + ".output.csv" : name.replaceFirst("\\..*", ".output.csv"));
    assertThat(Comparison.of(model, model.resolveSibling(input), output)).isEmpty();
  }

  /** The custom operators of the audio front end, with the weights of a frozen graph. */
  @Test
  void agreesOnAClip() throws IOException {
    FrozenGraph graph =
        ModelReader.load(SharedMaterial.require("graphs/arm-kws/peers/DS_CNN_S.tflite"));
    List<String> clips = Files.readAllLines(SharedMaterial.require("keras/clips.txt"));
    List<String> wanted =
        Files.readAllLines(SharedMaterial.require("graphs/arm-kws/outputs/DS_CNN_S.csv"));
    for (int i = 0; i < 3; i++) {
      float[] samples = samples(SharedMaterial.require(clips.get(i)));
      String[] row = wanted.get(i + 1).split(",");
      float[] probabilities = new float[row.length - 1];
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] = Float.parseFloat(row[k + 1]);
      }
      CsvTensor input = new CsvTensor(new long[] {samples.length, 1}, samples);
      for (String engine : List.of("native", "tensorflow")) {
        float[] actual = Run.once(engine, graph, input);
        assertThat(Run.largestDifference(actual, probabilities)).isLessThan(1e-5);
      }
    }
  }

  static float[] samples(Path wav) throws IOException {
    byte[] bytes = Files.readAllBytes(wav);
    float[] samples = new float[16000];
    for (int i = 0; i < samples.length && 45 + 2 * i < bytes.length; i++) {
      samples[i] = (short) (bytes[44 + 2 * i] & 0xff | bytes[45 + 2 * i] << 8) / 32768f;
    }
    return samples;
  }
}
