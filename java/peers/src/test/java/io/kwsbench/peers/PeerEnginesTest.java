package io.kwsbench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerEnginesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "pi195.onnx, 1, 1e-5",
    "pi195.onnx, 2, 1e-5",
    "pi195_f32.tflite, 1, 1e-5",
    "pi195_f32.tflite, 2, 1e-5",
    "pi195_int8.tflite, 1, 0.2"
  })
  void aModelAnswersAsKerasDoes(String name, int threads, double tolerance) throws IOException {
    Path model = SharedMaterial.require("keras/pi195/" + name);
    List<String> clips = Files.readAllLines(SharedMaterial.require("keras/clips.txt"));
    List<String> rows = Files.readAllLines(SharedMaterial.require("keras/pi195/outputs.csv"));
    try (EngineModel opened = engine(name).open(ModelSource.of(model));
        EngineSession session = opened.newSession(threads)) {
      for (int i = 0; i < 5; i++) {
        float[] answer = hear(session, SharedMaterial.require(clips.get(i)));
        String[] row = rows.get(i + 1).split(",");
        double[] wanted =
            Arrays.stream(row).skip(row.length - 12).mapToDouble(Double::parseDouble).toArray();
        for (int c = 0; c < wanted.length; c++) {
          assertThat((double) answer[c]).isCloseTo(wanted[c], within(tolerance));
        }
      }
      assertThat(session.runTraced().ops()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi195.onnx", "pi195_f32.tflite"})
  void damagedFilesAreRefusedInALine(String name) throws IOException {
    byte[] whole = Files.readAllBytes(SharedMaterial.require("keras/pi195/" + name));
    refused(name, Arrays.copyOf(whole, whole.length / 2));
    refused(name, new byte[0]);
    byte[] noise = new byte[4000];
    new Random(1).nextBytes(noise);
    refused(name, noise);
  }

  private void refused(String name, byte[] contents) throws IOException {
    Path file = Files.write(folder.resolve("damaged-" + name), contents);
    assertThatThrownBy(() -> engine(name).open(ModelSource.of(file)).newSession(1))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsNotThereIsSaid() {
    for (String name : List.of("none.onnx", "none.tflite")) {
      Engine engine = engine(name);
      assertThatThrownBy(() -> engine.open(ModelSource.of(folder.resolve(name))))
          .isInstanceOf(KwsException.class)
          .hasMessageEndingWith(name + ": no such file");
      assertThat(engine.unavailabilityCause()).isEmpty();
      assertThat(engine.version()).matches("\\d+\\.\\d+.*");
    }
  }

  @Test
  void sessionsCheckWhatTheyAreGiven() {
    Path model = SharedMaterial.require("keras/pi195/pi195_f32.tflite");
    EngineModel opened = new LiteRtEngine().open(ModelSource.of(model));
    EngineSession session = opened.newSession(1);
    assertThatThrownBy(session::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.feed(0, TensorValue.ofInt(1)))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("was given int32");
    session.close();
    session.close();
    assertThatThrownBy(session::run).hasMessageContaining("closed");
    opened.close();
  }

  private static Engine engine(String file) {
    ModelSource source = ModelSource.of(Path.of(file));
    return Engines.installed().choose(source, "").candidates().get(0);
  }

  private static float[] hear(EngineSession session, Path clip) {
    for (int i = 0; i < session.options().feeds().size(); i++) {
      TensorSpec feed = session.options().feeds().get(i);
      session.feed(
          i,
          feed.dtype() == DType.FLOAT
              ? TensorValue.ofFloats(
                  feed.shape(),
                  FittedClip.of(WavReader.read(clip), 16_000, 16_000, 1).clip().samples())
              : TensorValue.ofInts(feed.shape(), 16_000));
    }
    session.run();
    return session.fetch(0).floats();
  }
}
