package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.checkpoint.CheckpointWriter;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.checkpoint.KerasPython;
import io.kwsbench.corpus.Batch;
import io.kwsbench.freeze.FreezeOptions;
import io.kwsbench.freeze.Freezer;
import io.kwsbench.model.Architecture;
import io.kwsbench.model.ModelSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"pi,rmsprop,50", "ensemble,adam,99", "pi,sgd,51"})
  void kerasLoadsIt(String architecture, String optimizer, int optimizerWeights)
      throws IOException, InterruptedException {
    KerasPython.require();
    float[] probabilities = train(architecture, optimizer);
    write("x.f32", clips().raw());
    write("y.f32", probabilities);

    String output =
        KerasPython.run("keras_predict.py", List.of(path("c.hdf5"), path("x.f32"), path("y.f32")));

    assertThat(output).contains(": " + optimizerWeights + " optimizer weights");
  }

  @ParameterizedTest
  @CsvSource({"pi,rmsprop", "ensemble,rmsprop"})
  void itFreezes(String architecture, String optimizer) throws IOException {
    float[] expected = train(architecture, optimizer);
    KerasCheckpoint checkpoint = KerasCheckpoint.read(folder.resolve("c.hdf5"));

    byte[] frozen =
        Freezer.freeze(
                checkpoint, checkpoint.modelConfig().orElseThrow(), "c.hdf5", FreezeOptions.DEFAULT)
            .graph();

    int classes = expected.length / clips().size();
    assertThat(classes).isEqualTo(7);
    for (int clip = 0; clip < clips().size(); clip++) {
      float[] actual =
          run(frozen, Arrays.copyOfRange(clips().raw(), clip * SAMPLES, (clip + 1) * SAMPLES));
      float[] wanted = Arrays.copyOfRange(expected, clip * classes, (clip + 1) * classes);
      assertThat(actual).containsExactly(wanted, within(2e-5f));
    }
  }

  /** Takes two steps, leaves {@code c.hdf5} and returns the probabilities of the clips. */
  private float[] train(String architecture, String optimizerName) {
    ModelSpec model = Architecture.named(architecture).model(7);
    Optimizer optimizer = Optimizer.named(optimizerName);
    try (TrainingGraph graph = new TrainingGraph(model, optimizer, 0.1f, 1, 2)) {
      graph.restore(TrainingState.initial(model, 1));
      graph.step(clips(), 1e-3);
      graph.step(clips(), 1e-3);
      CheckpointWriter.write(graph.state().checkpoint(optimizer, 1e-3), folder.resolve("c.hdf5"));
      return graph.evaluate(clips()).probabilities();
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

  private static float[] run(byte[] graphDef, float[] clip) throws IOException {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(GraphDef.parseFrom(graphDef));
      try (Session session = new Session(graph);
          TFloat32 input = TFloat32.tensorOf(Shape.of(SAMPLES, 1), DataBuffers.of(clip));
          var result =
              session
                  .runner()
                  .feed("decoded_sample_data:0", input)
                  .fetch("labels_softmax:0")
                  .run()) {
        float[] values = new float[(int) result.get(0).size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
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
