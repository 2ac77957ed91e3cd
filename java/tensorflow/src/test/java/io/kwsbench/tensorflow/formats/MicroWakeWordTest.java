package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** microWakeWord's models against LiteRT's reference kernels, step after step. */
class MicroWakeWordTest {
  private static final int FRAMES = 3;
  private static final int CHANNELS = 40;
  private static final int LEVELS = 256;

  @TempDir Path folder;

  private static Path model(String name) {
    return SharedMaterial.require("models/microwakeword").resolve(name + ".tflite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"okay_nabu", "hey_jarvis", "vad"})
  void everyStepOfEverySoundIsEqual(String name) throws IOException {
    FrozenGraph graph = ModelReader.load(model(name));
    check("native", new ModelSource.Graph(graph), name, Integer.MAX_VALUE);
    Path plan = folder.resolve(name + ".kws");
    PlanWriter.write(GraphCompiler.compile(graph), plan);
    check("native", ModelSource.of(plan), name, 30);
  }

  /** On the frozen graph that is written; a model of its own that TensorFlow computes slowly. */
  @Test
  void tensorFlowAgrees() throws IOException {
    Path pb = folder.resolve("nabu.pb");
    Files.write(pb, ModelReader.load(model("okay_nabu")).toBytes());
    check("tensorflow", ModelSource.of(pb), "okay_nabu", 30);
  }

  @Test
  void theFileBesideItSaysWhatItIs() throws IOException {
    FrozenGraph graph = ModelReader.load(model("hey_jarvis"));
    var metadata = graph.metadata(graph.outputs().get(0));
    assertThat(metadata.labels()).containsExactly("Hey Jarvis");
    assertThat(metadata.entries().get("front_end"))
        .containsExactly("micro", "30", "10", "40", "125.0", "7500.0");
    assertThat(metadata.entries().get("detector"))
        .containsExactly("micro", "results=5", "threshold=0.97");
    assertThat(graph.inputs().get(0).toString()).contains("float[1,3,40]");

    Path copy = Files.copy(model("hey_jarvis"), folder.resolve("m.tflite"));
    Files.writeString(folder.resolve("m.json"), "{\"type\": \"micro\", \"wake_word\": \"x\"}");
    Assertions.assertThatThrownBy(() -> ModelReader.load(copy))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder.resolve("m.json") + ": a description of type micro needs ");
  }

  private void check(String engine, ModelSource source, String name, int most) throws IOException {
    try (EngineModel model = Engines.installed().find(engine).orElseThrow().open(source);
        EngineSession session = model.newSession(1)) {
      for (String line : Files.readAllLines(Material.fixture("tflite/micro_wake_word.csv"))) {
        List<String> row = List.of(line.split(","));
        if (row.get(1).equals(name)) {
          session.reset();
          hear(session, row.get(0), row.subList(2, row.size()), most);
        }
      }
    }
  }

  private static void hear(EngineSession session, String sound, List<String> levels, int most)
      throws IOException {
    Path file = SharedMaterial.require("models/microwakeword/" + sound + ".features.csv");
    double[] features =
        Files.readAllLines(file).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .mapToDouble(Double::parseDouble)
            .toArray();
    int size = FRAMES * CHANNELS;
    assertThat(session.options().feeds().get(0).shape()).isEqualTo(Shape.of(1, FRAMES, CHANNELS));
    float[] input = new float[size];
    for (int step = 0; step < Math.min(most, levels.size()); step++) {
      for (int i = 0; i < size; i++) {
        input[i] = (float) features[step * size + i];
      }
      session.feedFloats(0, input);
      session.run();
      assertThat(session.fetch(0).floats()[0] * LEVELS)
          .as(sound + ", step " + step)
          .isEqualTo(Float.parseFloat(levels.get(step)));
    }
  }
}
