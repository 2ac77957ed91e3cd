package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
   * The files of outputs hold real numbers, and those of inputs what is quantized first. LiteRT's
   * optimized kernels made them, whose products are rounded twice: they may be off by one step.
   */
  @ParameterizedTest
  @CsvSource({
    "tfk_attention, 0.0355561189353466, 0, 0.010393591597676277, 5",
    "tfk_mcu, 0.03807346522808075, 15, 0.00390625, -128",
    "tfk_raw_ds, 0.004112559370696545, 9, 0.00390625, -128",
    "tfk_sequential, 0.00397005258128047, -10, 0.00390625, -128",
    "tfk_tutorial, 0.041220128536224365, 8, 0.010949940420687199, 13",
  })
  void modelsOfKeras(String name, float in, int zero, float out, int point) throws IOException {
    Path model = SharedMaterial.require("models/keras/" + name + ".int8.tflite");
    CsvTensor real = CsvTensor.read(model.resolveSibling(name + ".input.csv"));
    float[] levels = new float[real.values().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.min(127, Math.max(-128, (float) Math.rint(real.values()[i] / in) + zero));
    }
    float[] wanted =
        CsvTensor.read(model.resolveSibling(name + ".int8.tflite.output.csv")).values();
    FrozenGraph graph = ModelReader.load(model);
    for (String engine : List.of("native", "tensorflow")) {
      float[] made = Run.once(engine, graph, new CsvTensor(real.shape(), levels));
      for (int i = 0; i < wanted.length; i++) {
        assertThat(made[i]).isCloseTo(Math.round(wanted[i] / out) + point, within(1f));
      }
    }
  }

  @Test
  void inputsAndOutputsHaveTheFilesType() {
    FrozenGraph graph = ModelReader.load(Material.fixture("tflite/ds_cnn_uint8.tflite"));
    assertThat(graph.inputs().get(0).dtype()).isEqualTo(DType.UINT8);
    assertThat(graph.require(graph.outputs().get(0)).typeAttr("T")).contains(DType.UINT8);
  }
}
