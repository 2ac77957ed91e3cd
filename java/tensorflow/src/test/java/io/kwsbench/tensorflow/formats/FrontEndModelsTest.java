package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models on features hear samples through a front end, alike in both engines. */
class FrontEndModelsTest {
  private static final String MLPERF = "mfcc,style=signal,hop_ms=20,level=peak";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keras/k3_tutorial.keras | spectrogram,window_ms=15.9375,hop_ms=8 | 1e-5",
        "keras/k3_mcu.keras | mfcc,window_ms=40,hop_ms=20 | 1e-5",
        "onnx/ds_cnn.onnx | mfcc,window_ms=40,hop_ms=20,style=signal,dct=orthonormal | 1e-5",
        "onnx/kwt.onnx | log_mel | 1e-5",
        "onnx/bcresnet.onnx | log_mel,center=reflect,power=2,std=4.3 | 1e-5",
        "onnx/crnn_gru.onnx | log_mel,center=zeros,gain=32768,mean=-3,std=2 | 1e-5",
        "mlperf-tiny/kws_ref_model_float32.tflite | " + MLPERF + " | 1e-5",
        "mlperf-tiny/kws_ref_model | " + MLPERF + " | 1e-5",
        "mlperf-tiny/kws_ref_model.tflite | " + MLPERF + " | 0.02"
      })
  void bothEnginesHearTheSame(String file, String frontEnd, double most) throws IOException {
    FrozenGraph graph = load(file, frontEnd);
    // what is written is what TensorFlow reads
    FrozenGraph written = FrozenGraph.parse(graph.toBytes(), "written.pb");
    assertThat(written.metadata(written.outputs().get(0)).frontEnd())
        .hasValueSatisfying(said -> assertThat(said).startsWith(frontEnd.split(",")[0] + ", "));
    List<CsvTensor> clips = clips().stream().map(FrontEndModelsTest::tensor).toList();
    List<float[]> ours = Run.each("native", graph, clips);
    List<float[]> theirs = Run.each("tensorflow", written, clips);
    for (int i = 0; i < clips.size(); i++) {
      assertThat(Run.largestDifference(ours.get(i), theirs.get(i))).isLessThan(most);
    }
  }

  /** What get_dataset.py of MLPerf Tiny computes: the clip over its peak, then tf.signal. */
  @Test
  void mlPerfTinysFeaturesAreThoseOfItsReference() throws IOException {
    PlainFeatures plain = new PlainFeatures(480, 320, 40, 20, 4000);
    equal(
        "mlperf-tiny/kws_ref_model_float32.tflite",
        MLPERF,
        samples -> plain.mfcc(overPeak(samples), 10));
  }

  @Test
  void theTutorialsSpectraAreThoseOfAnOddWindow() throws IOException {
    PlainFeatures plain = new PlainFeatures(255, 128, 1, 0, 1);
    equal(
        "keras/k3_tutorial.keras",
        "spectrogram,window_ms=15.9375,hop_ms=8",
        samples -> plain.magnitudes(samples));
  }

  @Test
  void logMelIsThatOfTheDefinition() throws IOException {
    PlainFeatures plain = new PlainFeatures(480, 160, 40, 80, 7600);
    equal("onnx/kwt.onnx", "log_mel", samples -> plain.logMel(samples));
  }

  private static void equal(String file, String frontEnd, Function<float[], double[][]> plain)
      throws IOException {
    float[] samples = clips().get(0);
    double[][] rows = plain.apply(samples);
    float[] values = new float[rows.length * rows[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    float[] heard = Run.once("native", load(file, frontEnd), tensor(samples));
    FrozenGraph model = load(file, "");
    float[] wanted = Run.once("native", model, tensor(values));
    assertThat(Run.largestDifference(heard, wanted)).isLessThan(1e-4);
  }

  private static FrozenGraph load(String file, String frontEnd) {
    Path model = SharedMaterial.require("models").resolve(file);
    return ModelReader.load(model, new ModelReading("", frontEnd));
  }

  private static CsvTensor tensor(float[] values) {
    return new CsvTensor(new long[] {values.length}, values);
  }

  private static float[] overPeak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, sample);
    }
    float[] scaled = Arrays.copyOf(samples, samples.length);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= peak;
    }
    return scaled;
  }

  private static List<float[]> clips() throws IOException {
    return List.of(
        samples("data/speech-commands-sample", 0), samples("data/speech-commands-sample", 40));
  }

  private static float[] samples(String folder, int index) throws IOException {
    try (var files = Files.walk(SharedMaterial.require(folder))) {
      Path wav =
          files
              .filter(file -> file.toString().endsWith(".wav"))
              .sorted()
              .skip(index)
              .findFirst()
              .get();
      return TfliteModelsTest.samples(wav);
    }
  }
}
