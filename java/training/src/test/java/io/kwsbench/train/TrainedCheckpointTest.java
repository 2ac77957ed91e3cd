package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.KerasPython;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.ClipFeatures.Frames;
import io.kwsbench.keras.features.FeatureMode;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.model.Architecture;
import io.kwsbench.model.ModelSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** What training writes is a model for others: Keras, and our own freezing. */
class TrainedCheckpointTest {
  private static final int SAMPLES = 16_000;

  /** What each way of training made: the tests share it. */
  private static final Map<List<Object>, Trained> MADE = new HashMap<>();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "pi,RAW,rmsprop,50",
    "ensemble,RAW,adam,99",
    "pi,RAW,sgd,51",
    "residual,MFCC,rmsprop,98",
    "residual,SPEC,rmsprop,98",
    "two_input,MFCC_AND_RAW,rmsprop,100"
  })
  void kerasLoadsIt(
      String architecture, FeatureMode features, String optimizer, int optimizerWeights)
      throws IOException, InterruptedException {
    KerasPython.require();
    List<String> arguments = new ArrayList<>(List.of(path("c.hdf5"), path("y.f32")));
    write("y.f32", train(architecture, ClipFeatures.original(features), optimizer));
    try (BatchFeatures made = new BatchFeatures(ClipFeatures.original(features))) {
      for (float[] input : made.of(clips()).inputs()) {
        String name = "x" + arguments.size() + ".f32";
        write(name, input);
        arguments.add(path(name));
      }
    }

    String output = KerasPython.run("keras_predict.py", arguments);

    assertThat(output).contains(": " + optimizerWeights + " optimizer weights");
  }

  @ParameterizedTest
  @CsvSource({
    "pi,RAW,2e-5",
    "ensemble,RAW,2e-5",
    "residual,MFCC,2e-5",
    "residual,SPEC,2e-5",
    "two_input,MFCC_AND_RAW,2e-5"
  })
  void itFreezesWithItsFrontEnd(String architecture, FeatureMode features, float most)
      throws IOException {
    float[] expected = train(architecture, ClipFeatures.original(features), "rmsprop");
    KerasCheckpoint checkpoint = KerasCheckpoint.read(folder.resolve("c.hdf5"));

    byte[] frozen = freeze(checkpoint, FreezeOptions.DEFAULT);

    int classes = expected.length / clips().size();
    assertThat(classes).isEqualTo(7);
    List<float[]> actual = run(frozen, clips().raw());
    assertThat(actual).hasSize(clips().size());
    for (int clip = 0; clip < actual.size(); clip++) {
      float[] wanted = Arrays.copyOfRange(expected, clip * classes, (clip + 1) * classes);
      assertThat(actual.get(clip)).containsExactly(wanted, within(most));
    }
  }

  @Test
  void itIsNotFrozenWithAnothersFrontEnd() throws IOException {
    ClipFeatures mfcc = ClipFeatures.original(FeatureMode.MFCC);
    train("residual", mfcc, "rmsprop");
    KerasCheckpoint checkpoint = KerasCheckpoint.read(folder.resolve("c.hdf5"));
    ClipFeatures odd = new ClipFeatures(FeatureMode.MFCC, new Frames(16.0625, 10, 80, 60));

    assertThat(ClipFeatures.parse(checkpoint.features().orElseThrow())).isEqualTo(mfcc);
    assertThatThrownBy(
            () -> freeze(checkpoint, FreezeOptions.DEFAULT.withFeatures(ClipFeatures.RAW)))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(
            "c.hdf5: the model takes [5880] values, not the 16000 samples of a clip");
    assertThatThrownBy(
            () ->
                freeze(
                    checkpoint,
                    FreezeOptions.DEFAULT.withFeatures(
                        ClipFeatures.original(FeatureMode.MFCC_AND_RAW))))
        .hasMessage("c.hdf5: the model has 1 inputs; mfcc_and_raw features are 2");
    assertThatThrownBy(() -> freeze(checkpoint, FreezeOptions.DEFAULT.withFeatures(odd)))
        .hasMessageContaining("windows of 257 samples: the symmetric window");
  }

  private static byte[] freeze(KerasCheckpoint checkpoint, FreezeOptions options) {
    return Freezer.freeze(checkpoint, "c.hdf5", options).graph();
  }

  /** A checkpoint's file, and what the model makes of the clips. */
  private record Trained(byte[] checkpoint, float[] probabilities) {}

  /** Leaves {@code c.hdf5} of two steps and returns the probabilities of the clips. */
  private float[] train(String architecture, ClipFeatures features, String optimizerName)
      throws IOException {
    List<Object> way = List.of(architecture, features, optimizerName);
    Trained made = MADE.get(way);
    if (made == null) {
      float[] probabilities = steps(architecture, features, optimizerName);
      made = new Trained(Files.readAllBytes(folder.resolve("c.hdf5")), probabilities);
      MADE.put(way, made);
    }
    Files.write(folder.resolve("c.hdf5"), made.checkpoint());
    return made.probabilities().clone();
  }

  private float[] steps(String architecture, ClipFeatures features, String optimizerName) {
    ModelSpec model = Architecture.named(architecture, features.mode()).model(features, 7, 0.2);
    Optimizer optimizer = Optimizer.named(optimizerName);
    try (BatchFeatures made = new BatchFeatures(features);
        TrainingGraph graph =
            new TrainingGraph(model, optimizer, 0.1f, StatisticsAverage.FIXED, 1, 2)) {
      ModelBatch clips = made.of(clips());
      graph.restore(TrainingState.initial(model, 1));
      graph.step(clips, 1e-3);
      graph.step(clips, 1e-3);
      CheckpointWriter.write(
          graph.state().checkpoint(optimizer, 1e-3, features), folder.resolve("c.hdf5"));
      return graph.evaluate(clips).probabilities();
    }
  }

  private static Batch clips() {
    SplittableRandom random = new SplittableRandom(5);
    float[] raw = new float[4 * SAMPLES];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) (random.nextDouble() - 0.5);
    }
    return new Batch(raw, new int[] {0, 3, 6, 2});
  }

  /** What a graph makes of each clip. */
  private static List<float[]> run(byte[] graphDef, float[] clips) throws IOException {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(GraphDef.parseFrom(graphDef));
      try (Session session = new Session(graph)) {
        return IntStream.range(0, clips.length / SAMPLES)
            .mapToObj(i -> Arrays.copyOfRange(clips, i * SAMPLES, (i + 1) * SAMPLES))
            .map(clip -> run(session, clip))
            .toList();
      }
    }
  }

  private static float[] run(Session session, float[] clip) {
    try (TFloat32 input = TFloat32.tensorOf(Shape.of(SAMPLES, 1), DataBuffers.of(clip));
        var result =
            session.runner().feed("decoded_sample_data:0", input).fetch("labels_softmax:0").run()) {
      float[] values = new float[(int) result.get(0).size()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(folder.resolve(name), bytes.array());
  }
}
