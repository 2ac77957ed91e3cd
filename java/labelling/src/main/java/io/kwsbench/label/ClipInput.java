package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A graph's inputs for a clip: one float tensor of samples with batch 1, and optionally the sample
 * rate. Immutable.
 *
 * @param feeds what a session is fed, the sample rate among it
 * @param samples which of the feeds the samples are
 * @param fetch what it computes: one probability a class
 */
record ClipInput(List<TensorSpec> feeds, int samples, TensorName fetch) {
  /**
   * Finds out.
   *
   * @throws KwsException when the graph has no such input, its input takes features, or it has
   *     another number of outputs than one
   */
  static ClipInput of(FrozenGraph graph) {
    List<TensorName> outputs = graph.outputs();
    ModelMetadata metadata =
        outputs.isEmpty() ? ModelMetadata.NONE : graph.metadata(outputs.get(0));
    return of(graph.inputs(), outputs, metadata, graph.source());
  }

  /**
   * Finds out how any model takes a clip.
   *
   * @param source what messages call the model
   * @throws KwsException as above
   */
  static ClipInput of(
      List<TensorSpec> inputs, List<TensorName> outputs, ModelMetadata metadata, String source) {
    List<TensorSpec> feeds = new ArrayList<>();
    int samples = -1;
    for (TensorSpec input : inputs) {
      boolean rate = input.dtype() == DType.INT32 && input.shape().equals(Shape.SCALAR);
      if (input.dtype() == DType.FLOAT && samples < 0) {
        samples = feeds.size();
      } else if (!rate) {
        throw new KwsException(source + ": input " + input + " is neither samples nor a rate");
      }
      feeds.add(rate ? input : batchOfOne(input, source));
    }
    if (samples < 0) {
      throw new KwsException(source + ": has no input that takes samples");
    }
    FeatureInput.refuse(feeds.get(samples), metadata, source);
    if (outputs.size() != 1) {
      throw new KwsException(source + ": one output is needed, it has " + outputs);
    }
    return new ClipInput(List.copyOf(feeds), samples, outputs.get(0));
  }

  private static TensorSpec batchOfOne(TensorSpec input, String source) {
    if (!input.shape().hasRank()
        || LongStream.of(input.shape().dims()).skip(1).anyMatch(d -> d < 0)) {
      throw new KwsException(source + ": input " + input + " has no known number of samples");
    }
    long[] dims = input.shape().dims();
    if (dims.length > 0 && dims[0] < 0) {
      dims[0] = 1;
    }
    return new TensorSpec(input.name(), input.dtype(), Shape.of(dims));
  }

  SessionOptions options() {
    return new SessionOptions(feeds, List.of(fetch), 1);
  }

  /** The number of samples of a clip. */
  int length() {
    return Math.toIntExact(shape().elements().orElseThrow());
  }

  Shape shape() {
    return feeds.get(samples).shape();
  }

  /** A session that was fed what stays the same for all clips. */
  EngineSession newSession(EngineModel model) {
    return newSession(model, options());
  }

  /** The same for other outputs. */
  EngineSession newSession(EngineModel model, SessionOptions options) {
    EngineSession session = model.newSession(options);
    try {
      for (int i = 0; i < feeds.size(); i++) {
        if (i != samples) {
          session.feed(i, TensorValue.ofInt(KeywordClip.SAMPLE_RATE));
        }
      }
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }
}
