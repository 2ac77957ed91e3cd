package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.ReferenceOutputs;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs of every kind give what Keras and TensorFlow computed. */
class ParityTest {
  private static final float TOLERANCE = 2e-5f;

  private static final List<TensorSpec> DECODED =
      List.of(
          new TensorSpec(new TensorName("decoded_sample_data", 0), DType.FLOAT, Shape.of(16000, 1)),
          new TensorSpec(new TensorName("decoded_sample_data", 1), DType.INT32, Shape.SCALAR));

  static Stream<ReferenceOutputs.Case> allCases() {
    return ReferenceOutputs.allCases();
  }

  static Stream<ReferenceOutputs.Case> armCases() {
    return ReferenceOutputs.armCases();
  }

  static Stream<ReferenceOutputs.Case> kerasCases() {
    return ReferenceOutputs.kerasCases();
  }

  @ParameterizedTest
  @MethodSource("allCases")
  void decodedSamples(ReferenceOutputs.Case reference) {
    check(reference, DECODED, ParityTest::decoded);
  }

  @ParameterizedTest
  @MethodSource("armCases")
  void wavBytes(ReferenceOutputs.Case reference) {
    check(
        reference,
        List.of(new TensorSpec(new TensorName("wav_data", 0), DType.STRING, Shape.SCALAR)),
        clip -> List.of(TensorValue.ofString(WavReader.bytes(clip))));
  }

  @ParameterizedTest
  @MethodSource("kerasCases")
  void wavFileName(ReferenceOutputs.Case reference) {
    check(
        reference,
        List.of(new TensorSpec(new TensorName("wav_fn", 0), DType.STRING, Shape.SCALAR)),
        clip ->
            List.of(
                TensorValue.ofString(
                    clip.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))));
  }

  private static List<TensorValue> decoded(Path file) {
    Clip clip = WavReader.read(file).fit(16000, 1);
    return List.of(
        TensorValue.ofFloats(Shape.of(16000, 1), clip.samples()),
        TensorValue.ofInt(clip.sampleRate()));
  }

  private static void check(
      ReferenceOutputs.Case reference,
      List<TensorSpec> feeds,
      Function<Path, List<TensorValue>> values) {
    FrozenGraph graph = FrozenGraph.load(reference.file());
    List<TensorName> fetches = List.of(new TensorName("labels_softmax", 0));
    try (EngineModel model = new TensorFlowEngine().load(graph);
        EngineSession session = model.newSession(new SessionOptions(feeds, fetches, 1))) {
      for (ReferenceOutputs.Row row : reference.rows()) {
        List<TensorValue> fed = values.apply(row.clip());
        for (int i = 0; i < fed.size(); i++) {
          session.feed(i, fed.get(i));
        }
        session.run();
        assertThat(session.fetch(0).floats())
            .as("%s", row.clip())
            .containsExactly(row.probabilities(), within(TOLERANCE));
      }
    }
  }
}
