package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.formats.ModelReader;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.LayerWeights;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments of single layers and operations that change a result, or cannot be had. */
class KerasArgumentsTest {
  private static final String TENSOR =
      "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"x\", 0, 0]}}";

  @TempDir Path folder;

  /** A model of one layer over {@code x}, [1, 2, 3]. */
  private Path model(String version, String layer, Weight... weights) {
    String input =
        "{\"class_name\": \"InputLayer\", \"registered_name\": null, \"config\": {\"name\": \"x\","
            + " \"batch_shape\": [null, 2, 3]}, \"inbound_nodes\": []}";
    String config =
        "{\"class_name\": \"Functional\", \"config\": {\"name\": \"m\", \"layers\": ["
            + input
            + ", "
            + layer
            + "], \"input_layers\": [[\"x\", 0, 0]], \"output_layers\": [[\"y\", 0, 0]]}}";
    Path file = folder.resolve("m.h5");
    CheckpointWriter.write(
        new KerasCheckpoint(
            Optional.of(version),
            Optional.of("tensorflow"),
            Optional.of(config),
            Optional.empty(),
            List.of(new LayerWeights("y", List.of(weights))),
            Optional.empty(),
            List.of()),
        file);
    return file;
  }

  private static String layer(String module, String className, String settings, String arguments) {
    String more = settings.isEmpty() ? "" : ", " + settings;
    return ("{\"module\": \"%s\", \"class_name\": \"%s\", \"config\": {\"name\": \"y\"%s},"
            + " \"inbound_nodes\": [{\"args\": [%s], \"kwargs\": {}}]}")
        .formatted(module, className, more, arguments);
  }

  private Path operation(String className, String settings) {
    return model("3.5.0", layer("keras.src.ops.nn", className, settings, TENSOR));
  }

  private static void assertComputes(Path model, float[] x, float... wanted) {
    for (String engine : new String[] {"native", "tensorflow"}) {
      CsvTensor input = new CsvTensor(new long[] {1, 2, 3}, x);
      float[] y = Run.once(engine, ModelReader.load(model), input);
      assertThat(y).as(engine).containsExactly(wanted, within(1e-4f));
    }
  }

  private static float[] scaled(double factor, float... numbers) {
    float[] all = numbers.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] *= (float) factor;
    }
    return all;
  }

  /** Keras 3 takes the whole tensor where it is given no axis; TensorFlow takes the last axis. */
  @Test
  void softmaxWithoutAnAxisIsThatOfAllElements() {
    float ln2 = (float) Math.log(2);
    float[] x = {0, 0, ln2, ln2, ln2, ln2};
    assertComputes(operation("Softmax", "\"axis\": null"), x, scaled(0.1, 1, 1, 2, 2, 2, 2));
    float[] last = {0.25f, 0.25f, 0.5f, 1 / 3f, 1 / 3f, 1 / 3f};
    assertComputes(operation("Softmax", "\"axis\": -1"), x, last);
  }

  /** Softmax itself is zero in floats where its logarithm is −200. */
  @Test
  void theLogarithmOfSoftmaxStaysFinite() {
    float[] x = {0, -200, -400, 300, 300, -1e4f};
    float half = (float) -Math.log(2);
    float[] wanted = {0, -200, -400, half, half, -10300 + half};
    assertComputes(operation("LogSoftmax", "\"axis\": -1"), x, wanted);
    String activation =
        layer("keras.layers", "Activation", "\"activation\": \"log_softmax\"", TENSOR);
    assertComputes(model("3.5.0", activation), x, wanted);
  }

  /** TensorFlow takes all axes of one where it is given none, NumPy takes no axis. */
  @Test
  void squeezingNoAxisIsRefused() {
    assertThat(Comparison.refusal(operation("Squeeze", "\"axis\": []"))).contains("names no axis");
  }

  /** One number of more axes than the condition has gives the result more axes. */
  @Test
  void aBranchWithAnAxisMoreIsRefused() {
    String where = layer("keras.src.ops.numpy", "Where", "", "[[true, false]], [[[1]]], " + TENSOR);
    assertThat(Comparison.refusal(model("3.5.0", where))).contains("layer 'y'");
  }

  @Test
  void aMaskAmongTheInputsIsRefused() {
    Weight[] kernels = {
      kernel("query", 3, 1, 3),
      kernel("key", 3, 1, 3),
      kernel("value", 3, 1, 3),
      kernel("output", 1, 3, 3)
    };
    String settings = "\"num_heads\": 1, \"key_dim\": 3, \"use_bias\": false";
    String two = TENSOR + ", " + TENSOR;
    String masked =
        layer("keras.layers", "MultiHeadAttention", settings, two + ", null, " + TENSOR);
    assertThat(Comparison.refusal(model("3.5.0", masked, kernels)))
        .contains("layer 'y' (MultiHeadAttention): is called with an argument behind its inputs");
    String plain = layer("keras.layers", "MultiHeadAttention", settings, two + ", null, null");
    assertThat(Comparison.refusal(model("3.5.0", plain, kernels))).isEmpty();
    String list = "[" + two + "], [" + TENSOR + ", null]";
    assertThat(Comparison.refusal(model("3.5.0", layer("keras.layers", "Attention", "", list))))
        .contains("layer 'y' (Attention): is called with an argument behind its inputs");
  }

  private static Weight kernel(String name, long... dims) {
    return new Weight(name + ":0", Shape.of(dims), new float[9]);
  }

  /** In a file of Keras 2 the name is that of its author's function, with other numbers. */
  @Test
  void anActivationOfKeras3IsNoneOfKeras2() {
    String swish = layer("keras.layers", "Activation", "\"activation\": \"hard_swish\"", TENSOR);
    float[] x = {-4, -3, -1, 0, 1, 3};
    assertComputes(model("3.5.0", swish), x, 0, 0, -1 / 3f, 0, 2 / 3f, 3);
    assertThat(Comparison.refusal(model("2.15.0", swish)))
        .contains("its activation 'hard_swish' is none of Keras 2.15.0's own");
  }
}
