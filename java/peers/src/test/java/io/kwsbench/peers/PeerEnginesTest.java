package io.kwsbench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.ReferenceOutputs;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerEnginesTest {
  @TempDir Path folder;

  /** A model, and what Keras says of it. */
  record Peer(ReferenceOutputs.Case reference, double tolerance) {
    static Peer of(Material material, String model, String outputs, double tolerance) {
      return new Peer(new ReferenceOutputs.Case(material, model, outputs), tolerance);
    }
  }

  static Stream<Arguments> peers() {
    return Stream.concat(small(), published())
        .filter(p -> Material.present().anyMatch(m -> m == p.reference().material()))
        .flatMap(p -> Stream.of(Arguments.of(p, 1), Arguments.of(p, 2)));
  }

  private static Stream<Peer> small() {
    String model = "later/tf_keras-dscnn";
    return Stream.of(".onnx", ".tflite")
        .map(kind -> Peer.of(Material.FIXTURES, model + kind, model + ".csv", 1e-5));
  }

  private static Stream<Peer> published() {
    String pi = "keras/pi195/";
    return Stream.of(
        Peer.of(Material.SHARED, pi + "pi195.onnx", pi + "outputs.csv", 1e-5),
        Peer.of(Material.SHARED, pi + "pi195_f32.tflite", pi + "outputs.csv", 1e-5),
        Peer.of(Material.SHARED, pi + "pi195_int8.tflite", pi + "outputs.csv", 0.2));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void aModelAnswersAsKerasDoes(Peer peer, int threads) {
    Path model = peer.reference().file();
    try (EngineModel opened = engine(model.toString()).open(ModelSource.of(model));
        EngineSession session = opened.newSession(threads)) {
      for (ReferenceOutputs.Row row : peer.reference().rows().subList(0, 5)) {
        float[] answer = hear(session, row.clip());
        for (int c = 0; c < answer.length; c++) {
          assertThat((double) answer[c])
              .isCloseTo(row.probabilities()[c], within(peer.tolerance()));
        }
      }
      assertThat(session.runTraced().ops()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf_keras-dscnn.onnx", "tf_keras-dscnn.tflite"})
  void damagedFilesAreRefusedInALine(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Material.fixture("later/" + name));
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

  /** A depthwise convolution of weights of depth 0, by which LiteRT would divide. */
  @Test
  void emptyWeightsAreRefusedBeforeTheyEndTheProcess() throws IOException {
    byte[] model =
        Files.readAllBytes(SharedMaterial.require("models/mlperf-tiny/kws_ref_model.tflite"));
    assertThat(model[51288]).isEqualTo((byte) 3);
    model[51288] = 0;
    Path file = Files.write(folder.resolve("empty.tflite"), model);
    assertThatThrownBy(() -> new LiteRtEngine().open(ModelSource.of(file)).newSession(1))
        .isInstanceOf(KwsException.class)
        .hasMessageMatching(
            Pattern.quote(file + ": LiteRT does not run it: ") + "its tensor \\d+ has no elements");
  }

  @Test
  void aRunThatFailsIsNamedWithLiteRtsReason() throws IOException {
    byte[] model =
        Files.readAllBytes(SharedMaterial.require("models/keras/tfk_attention.dynamic.tflite"));
    model[2451] = (byte) 166;
    model[2872] = 44;
    Arrays.fill(model, 3552, 3556, (byte) 0);
    model[3947] = (byte) 229;
    Path file = Files.write(folder.resolve("failing.tflite"), model);
    try (EngineSession session = new LiteRtEngine().open(ModelSource.of(file)).newSession(1)) {
      for (int i = 0; i < session.options().feeds().size(); i++) {
        TensorSpec feed = session.options().feeds().get(i);
        session.feed(i, TensorValue.zeros(feed.dtype(), feed.shape()));
      }
      assertThatThrownBy(session::run)
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(file + ": litert: the run failed: ")
          .hasMessageNotContaining("XNNPACK");
    }
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
    Path model = Material.fixture("later/tf_keras-dscnn.tflite");
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
