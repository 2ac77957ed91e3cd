package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integer models give LiteRT's levels in both engines. */
class TfliteIntegersTest {
  private static final int LEVELS = 490;

  /** The outputs are those that {@code checks/tflite_zoo/mlperf.py} writes. */
  @ParameterizedTest
  @ValueSource(strings = {"native", "tensorflow"})
  void mlperfTinyOnAHundredInputs(String engine) throws IOException {
    FrozenGraph graph =
        ModelReader.load(SharedMaterial.require("models/mlperf-tiny/kws_ref_model.tflite"));
    List<String> wanted = Files.readAllLines(Material.fixture("tflite/mlperf_tiny.outputs.csv"));
    List<CsvTensor> inputs = IntStream.range(0, 100).mapToObj(this::input).toList();
    List<float[]> made = Run.each(engine, graph, inputs);
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i)).containsExactly(numbers(wanted.get(i)));
    }
  }

  private CsvTensor input(int run) {
    float[] values = new float[LEVELS];
    for (int i = 0; i < values.length; i++) {
      long top = ((long) LEVELS * run + i) * 2654435761L % (1L << 32) >> 24;
      values[i] = top / (run % 13 + 4) - run;
    }
    return new CsvTensor(new long[] {1, 49, 10, 1}, values);
  }

  private static float[] numbers(String line) {
    String[] parts = line.split(",");
    float[] numbers = new float[parts.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }

  /**
   * What LiteRT's reference kernels give for the quantized inputs; the outputs beside the models
   * are those of its optimized kernels, which differ.
   */
  @ParameterizedTest
  @CsvSource({
    "tfk_attention, 0.0355561189353466, 0, -22 -83 40 114 4 -60 11 47 63 42 97 -79",
    "tfk_mcu, 0.03807346522808075, 15, -111 -107 -115 -109 -108 -91 -113 -106 -112 -104 -104 -99",
    "tfk_raw_ds, 0.004112559370696545, 9, -106 -104 -109 -109 -101 -108 -105 -104 -103 -111 -110"
        + " -110",
    "tfk_sequential, 0.00397005258128047, -10, 31 -27 -45 46 8 -29 6 -38 21 1 32 4",
    "tfk_tutorial, 0.041220128536224365, 8, -26 -48 35 76 63 32 -53 47",
  })
  void modelsOfKeras(String name, float scale, int zero, String levels) throws IOException {
    Path model = SharedMaterial.require("models/keras/" + name + ".int8.tflite");
    CsvTensor real = CsvTensor.read(model.resolveSibling(name + ".input.csv"));
    float[] input = new float[real.values().length];
    for (int i = 0; i < input.length; i++) {
      input[i] = Math.min(127, Math.max(-128, (float) Math.rint(real.values()[i] / scale) + zero));
    }
    FrozenGraph graph = ModelReader.load(model);
    for (String engine : List.of("native", "tensorflow")) {
      assertThat(Run.once(engine, graph, new CsvTensor(real.shape(), input)))
          .containsExactly(numbers(levels.replace(' ', ',')));
    }
  }

  @Test
  void inputsAndOutputsHaveTheFilesType() {
    FrozenGraph graph = ModelReader.load(Material.fixture("tflite/ds_cnn_uint8.tflite"));
    assertThat(graph.inputs().get(0).dtype()).isEqualTo(DType.UINT8);
    assertThat(graph.require(graph.outputs().get(0)).typeAttr("T")).contains(DType.UINT8);
  }
}
