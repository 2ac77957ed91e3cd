package io.kwsbench.engine.nativeengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.ReferenceOutputs;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native engine against the probabilities of Keras and TensorFlow, clip by clip. */
class NativeParityTest {
  private static final float TOLERANCE = 1e-4f;

  static Stream<ReferenceOutputs.Case> all() {
    return ReferenceOutputs.allCases();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRealGraphGivesTheReferenceProbabilities(ReferenceOutputs.Case reference) {
    FrozenGraph graph = FrozenGraph.load(reference.file());
    SessionOptions options = new SessionOptions(graph.inputs(), graph.outputs(), 1);
    try (EngineModel model = new NativeEngine().load(graph);
        EngineSession session = model.newSession(options)) {
      session.feed(1, TensorValue.ofInt(16000));
      for (ReferenceOutputs.Row row : reference.rows()) {
        float[] samples = WavReader.read(row.clip()).fit(16000, 1).samples();
        session.feed(0, TensorValue.ofFloats(Shape.of(16000, 1), samples));
        check(session, row);
      }
    }
  }

  private static void check(EngineSession session, ReferenceOutputs.Row row) {
    session.run();
    float[] probabilities = session.fetch(0).floats();
    assertThat(probabilities)
        .as("%s", row.clip())
        .containsExactly(row.probabilities(), within(TOLERANCE));
    assertThat(largest(probabilities)).isEqualTo(largest(row.probabilities()));
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("all")
  void wavFilesAreDecodedByTheEngine(ReferenceOutputs.Case reference) {
    FrozenGraph graph = FrozenGraph.load(reference.file());
    boolean named = graph.node("wav_fn").isPresent();
    TensorSpec feed =
        new TensorSpec(TensorName.parse(named ? "wav_fn" : "wav_data"), DType.STRING, Shape.SCALAR);
    SessionOptions options = new SessionOptions(List.of(feed), graph.outputs(), 1);
    try (EngineModel model = new NativeEngine().load(graph);
        EngineSession session = model.newSession(options)) {
      for (ReferenceOutputs.Row row : reference.rows()) {
        byte[] name = row.clip().toString().getBytes(StandardCharsets.UTF_8);
        session.feed(0, TensorValue.ofString(named ? name : WavReader.bytes(row.clip())));
        check(session, row);
      }
    }
  }
}
