package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.KerasPython;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.ModelSpec;
import io.kwsbench.model.ModelWeights;
import io.kwsbench.model.PiArchitecture;
import io.kwsbench.model.SmallModels;
import io.kwsbench.model.WeightSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three RMSprop steps from a checkpoint with optimizer state, against Keras's own.
 *
 * <p>Keras on TensorFlow 1 may update a kernel, in place, before the gradient of that kernel's
 * input is computed from it; its weights below the last block are therefore not those of its own
 * formulas and differ from run to run (see {@code checks/keras_step.py}). Here they are compared by
 * the direction in which they move; {@link #movesTheWeightsAsKerasFormulas} compares all of them.
 */
class StepParityTest {
  private static final int SAMPLES = 16_000;
  private static final int CLASSES = 12;
  private static final String START = "keras/pi195/ep-008-vl-2.3997.hdf5";

  /** What no gradient of an input is computed from before it moves. */
  private static final List<String> LAST_BLOCK =
      List.of("conv1d_12/", "batch_normalization_12/", "dense_1/", "dense_2/");

  /** What Keras's formulas give when every gradient is computed before any weight moves. */
  private static final double[] LOSSES = {0.794494, 0.788381, 1.05731};

  @TempDir Path folder;

  @Test
  void stepsAsKerasDid() throws IOException {
    JsonNode oracle =
        new ObjectMapper().readTree(SharedMaterial.require("keras/step/step.json").toFile());
    int size = oracle.get("batch").asInt();
    double rate = oracle.get("optimizer").get("lr").asDouble();
    ModelWeights before = checkpoint(START);

    try (TrainingGraph graph = start()) {
      for (int step = 0; step < oracle.get("steps").asInt(); step++) {
        StepResult result = graph.step(batch(step, size), rate);
        JsonNode metrics = oracle.get("values").get(step);
        assertThat(result.loss()).isCloseTo(LOSSES[step], within(1e-4));
        if (step == 0) {
          assertThat(result.loss()).isCloseTo(metrics.get(0).asDouble(), within(1e-5));
          assertThat(result.correct() / (double) size).isEqualTo(metrics.get(1).asDouble());
          assertFirstStep(before, graph.state().weights(), checkpoint("keras/step/after-1.hdf5"));
        }
      }
      assertMoves(before, graph.state().weights(), checkpoint("keras/step/after-3.hdf5"), 0.9);
    }
  }

  /** On a small model, of which Keras took every gradient before any weight moved. */
  @Test
  void stepsOfASmallModelAreKerasFormulas() throws IOException {
    JsonNode oracle = new ObjectMapper().readTree(Material.fixture("step/step.json").toFile());
    ModelSpec model = SmallModels.raw(0);
    KerasCheckpoint start = KerasCheckpoint.read(Material.fixture("keras2/raw.hdf5"));

    try (TrainingGraph graph =
        new TrainingGraph(model, rmsprop(), 0.1f, StatisticsAverage.FIXED, 0, 0)) {
      graph.restore(TrainingState.from(model, rmsprop(), start, 0));
      for (int step = 0; step < 3; step++) {
        StepResult result = graph.step(smallBatch(oracle, step), oracle.get("lr").asDouble());
        assertThat(result.loss())
            .isCloseTo(oracle.get("losses").get(step).asDouble(), within(1e-4));
        if (step != 1) {
          assertWeights(oracle, graph.state().weights(), "step/after-" + (step + 1) + ".f32");
        }
      }
    }
  }

  /** Nearly all within 1e-5: RMSprop divides by roots, which multiplies rounding some tenfold. */
  private static void assertWeights(JsonNode oracle, ModelWeights actual, String file)
      throws IOException {
    FloatBuffer expected = floats(Material.fixture(file));
    int elements = expected.remaining();
    long off = 0;
    for (JsonNode weight : oracle.get("weights")) {
      float[] values = new float[weight.get(1).asInt()];
      expected.get(values);
      off += off(actual.values(weight.get(0).asText()), values);
    }
    assertThat(expected.remaining()).isZero();
    assertThat(off).as("of %s elements", elements).isLessThanOrEqualTo(elements / 1000);
  }

  private static ModelBatch smallBatch(JsonNode oracle, int step) {
    int size = oracle.get("batch").asInt();
    List<Path> clips = Material.FIXTURES.clips().subList(step * size, (step + 1) * size);
    float[] x = new float[size * SAMPLES];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      Clip clip = WavReader.read(clips.get(i));
      FittedClip.of(clip, SAMPLES, SAMPLES, 1).clip().copyTo(x, i * SAMPLES);
      labels[i] = oracle.get("labels").get(step * size + i).asInt();
    }
    return ModelBatch.raw(new Batch(x, labels));
  }

  @Test
  void movesTheWeightsAsKerasFormulas() throws IOException, InterruptedException {
    KerasPython.require();
    Path start = SharedMaterial.require(START).toAbsolutePath();
    List<String> arguments = new ArrayList<>();
    arguments.add(start.toString());
    arguments.add(SharedMaterial.require("keras/step").toAbsolutePath().toString());
    double rate = 0.0005000000237487257;
    try (TrainingGraph graph = start()) {
      for (int step = 0; step < 3; step++) {
        graph.step(batch(step, 16), rate);
        Path after = folder.resolve("after-" + (step + 1) + ".hdf5");
        CheckpointWriter.write(graph.state().checkpoint(rmsprop(), rate, ClipFeatures.RAW), after);
        arguments.add(after.toString());
      }
    }

    String output = KerasPython.run("keras_step.py", arguments);

    assertThat(output).contains("step 3 from our own state: ", "after 3 steps: ");
  }

  private static TrainingGraph start() {
    ModelSpec model = new PiArchitecture().model(ClipFeatures.RAW, CLASSES, 0);
    TrainingGraph graph = new TrainingGraph(model, rmsprop(), 0.1f, StatisticsAverage.FIXED, 0, 0);
    KerasCheckpoint start = KerasCheckpoint.read(SharedMaterial.require(START));
    graph.restore(TrainingState.from(model, rmsprop(), start, 0));
    return graph;
  }

  private static Optimizer rmsprop() {
    return Optimizer.named("rmsprop");
  }

  private static ModelWeights checkpoint(String file) {
    return ModelWeights.from(
        new PiArchitecture().model(CLASSES), KerasCheckpoint.read(SharedMaterial.require(file)));
  }

  private static void assertFirstStep(
      ModelWeights before, ModelWeights actual, ModelWeights expected) {
    int compared = 0;
    for (WeightSpec spec : actual.model().weights()) {
      if (!spec.trainable() || LAST_BLOCK.contains(spec.layer() + "/")) {
        assertThat(off(actual.values(spec.name()), expected.values(spec.name())))
            .as("elements of %s off by more than 1e-5", spec.name())
            .isZero();
        compared++;
      }
    }
    assertThat(compared).isEqualTo(24 + 6);
    assertMoves(before, actual, expected, 0.95);
  }

  /** The cosine between our move and Keras's, over all weights that gradients move. */
  private static void assertMoves(
      ModelWeights before, ModelWeights actual, ModelWeights expected, double least) {
    double dot = 0;
    double ours = 0;
    double theirs = 0;
    for (WeightSpec spec : actual.model().weights()) {
      float[] from = before.values(spec.name());
      for (int i = 0; spec.trainable() && i < from.length; i++) {
        double a = actual.values(spec.name())[i] - from[i];
        double e = expected.values(spec.name())[i] - from[i];
        dot += a * e;
        ours += a * a;
        theirs += e * e;
      }
    }
    assertThat(dot / Math.sqrt(ours * theirs)).isGreaterThan(least);
    assertThat(Math.sqrt(ours / theirs)).isCloseTo(1, within(0.02));
  }

  private static long off(float[] actual, float[] expected) {
    long off = 0;
    for (int i = 0; i < actual.length; i++) {
      off += Math.abs(actual[i] - expected[i]) <= 1e-5f ? 0 : 1;
    }
    return off;
  }

  private static ModelBatch batch(int step, int size) throws IOException {
    float[] x = floats("x.f32");
    float[] y = floats("y.f32");
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < CLASSES; c++) {
        labels[i] = y[(step * size + i) * CLASSES + c] == 1 ? c : labels[i];
      }
    }
    int from = step * size * SAMPLES;
    return ModelBatch.raw(new Batch(Arrays.copyOfRange(x, from, from + size * SAMPLES), labels));
  }

  private static float[] floats(String file) throws IOException {
    FloatBuffer buffer = floats(SharedMaterial.require("keras/step/" + file));
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static FloatBuffer floats(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
