package io.kwsbench.keras.freeze;

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
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.nio.file.Path;
import java.util.List;

/** Runs a frozen graph on TensorFlow. */
final class FrozenRun implements AutoCloseable {
  private static final int SAMPLES = 16_000;

  private final EngineModel model;
  private final EngineSession session;

  FrozenRun(byte[] graph) {
    model = new TensorFlowEngine().load(FrozenGraph.parse(graph, "frozen.pb"));
    session =
        model.newSession(
            new SessionOptions(
                List.of(
                    new TensorSpec(
                        new TensorName("decoded_sample_data", 0),
                        DType.FLOAT,
                        Shape.of(SAMPLES, 1)),
                    new TensorSpec(
                        new TensorName("decoded_sample_data", 1), DType.INT32, Shape.SCALAR)),
                List.of(new TensorName("labels_softmax", 0)),
                1));
  }

  float[] probabilities(float[] samples) {
    session.feed(0, TensorValue.ofFloats(Shape.of(SAMPLES, 1), samples));
    session.feed(1, TensorValue.ofInt(SAMPLES));
    session.run();
    return session.fetch(0).floats();
  }

  float[] probabilities(Path file) {
    Clip clip = WavReader.read(file).fit(SAMPLES, 1);
    return probabilities(clip.samples());
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
