package io.kwsbench.model;

import io.kwsbench.graph.Padding;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * A model as TensorFlow nodes, with Keras's arithmetic.
 *
 * <p>Maps of {@code [frames, channels]} are held as {@code [batch, 1, frames, channels]}, which is
 * what TensorFlow's convolutions take.
 */
public final class NetworkGraph {
  private final Ops tf;
  private final NetworkPhase phase;
  private final Function<String, Operand<TFloat32>> weights;
  private final Map<String, Operand<TFloat32>> outputs = new HashMap<>();
  private final List<BatchStatistics> statistics = new ArrayList<>();
  private int dropouts;

  private NetworkGraph(Ops tf, NetworkPhase phase, Function<String, Operand<TFloat32>> weights) {
    this.tf = tf;
    this.phase = phase;
    this.weights = weights;
  }

  /**
   * @param probabilities {@code [batch, classes]}
   * @param statistics of every batch normalization, in order; empty in inference
   */
  public record Output(Operand<TFloat32> probabilities, List<BatchStatistics> statistics) {}

  /**
   * Adds the nodes of {@code model}.
   *
   * @param inputs one for each of the model's, {@code [batch, values]}
   * @param weights a weight's value by its name in a checkpoint, {@code conv1d_1/kernel:0}
   */
  public static Output build(
      Ops tf,
      ModelSpec model,
      NetworkPhase phase,
      List<? extends Operand<TFloat32>> inputs,
      Function<String, Operand<TFloat32>> weights) {
    NetworkGraph network = new NetworkGraph(tf, phase, weights);
    for (int i = 0; i < inputs.size(); i++) {
      network.outputs.put(model.inputs().get(i).name(), inputs.get(i));
    }
    for (Layer layer : model.layers()) {
      if (!(layer instanceof Layer.Input)) {
        network.outputs.put(layer.name(), network.add(layer));
      }
    }
    return new Output(network.outputs.get(model.output().name()), List.copyOf(network.statistics));
  }

  private Operand<TFloat32> in(Layer layer, int index) {
    return outputs.get(layer.inputs().get(index));
  }

  private Operand<TFloat32> weight(Layer layer, int index) {
    return weights.apply(layer.weights().get(index).name());
  }

  private Operand<TFloat32> add(Layer layer) {
    if (layer instanceof Layer.Frames frames) {
      return frames(frames);
    } else if (layer instanceof Layer.Conv1D conv) {
      Operand<TFloat32> kernel = tf.expandDims(weight(conv, 0), tf.constant(0));
      return tf.nn.conv2d(in(conv, 0), kernel, strides(conv.stride()), Padding.VALID.name());
    } else if (layer instanceof Layer.DepthwiseConv conv) {
      return tf.nn.depthwiseConv2dNative(
          in(conv, 0), weight(conv, 0), strides(conv.stride()), conv.padding().name());
    } else if (layer instanceof Layer.BatchNormalization norm) {
      return normalize(norm);
    } else if (layer instanceof Layer.Relu6) {
      return tf.nn.relu6(in(layer, 0));
    } else if (layer instanceof Layer.Flatten || layer instanceof Layer.Reshape) {
      return reshape(layer);
    } else if (layer instanceof Layer.Dropout dropout) {
      return dropout(dropout);
    } else if (layer instanceof Layer.SoftmaxDense dense) {
      return tf.nn.softmax(logits(dense));
    } else if (layer instanceof Layer.Multiply) {
      return tf.math.mul(in(layer, 0), in(layer, 1));
    } else if (layer instanceof Layer.Add) {
      return tf.math.add(in(layer, 0), in(layer, 1));
    } else if (layer instanceof Layer.MaxPooling pool) {
      return maxPool(pool);
    } else if (layer instanceof Layer.SoftmaxOverTime) {
      return softmaxOverTime(layer);
    } else if (layer instanceof Layer.GlobalMaxPooling) {
      return tf.max(in(layer, 0), tf.array(1, 2), Max.keepDims(false));
    } else if (layer instanceof Layer.GlobalAveragePooling) {
      return tf.math.mean(in(layer, 0), tf.array(1, 2), Mean.keepDims(false));
    } else if (layer instanceof Layer.Concatenate) {
      return tf.concat(List.of(in(layer, 0), in(layer, 1)), tf.constant(-1));
    }
    throw new IllegalArgumentException("layer " + layer);
  }

  private static List<Long> strides(long time) {
    return List.of(1L, time, time, 1L);
  }

  private Operand<TFloat32> frames(Layer.Frames frames) {
    Operand<TFloat32> image =
        tf.expandDims(tf.expandDims(in(frames, 0), tf.constant(1)), tf.constant(-1));
    return tf.image.extractImagePatches(
        image,
        List.of(1L, 1L, (long) frames.size(), 1L),
        List.of(1L, 1L, (long) frames.stride(), 1L),
        List.of(1L, 1L, 1L, 1L),
        frames.padding().name());
  }

  /** Maps are {@code [batch, 1, frames, channels]}. */
  private Operand<TFloat32> softmaxOverTime(Layer layer) {
    Operand<TFloat32> channelsFirst = tf.linalg.transpose(in(layer, 0), tf.array(0, 1, 3, 2));
    return tf.linalg.transpose(tf.nn.softmax(channelsFirst), tf.array(0, 1, 3, 2));
  }

  private Operand<TFloat32> maxPool(Layer.MaxPooling pool) {
    return tf.nn.maxPool(
        in(pool, 0),
        tf.array(1, 1, pool.size(), 1),
        tf.array(1, 1, pool.stride(), 1),
        Padding.SAME.name());
  }

  private Operand<TFloat32> normalize(Layer.BatchNormalization layer) {
    boolean training = phase instanceof NetworkPhase.Training;
    Operand<TFloat32> none = tf.constant(new float[0]);
    Operand<TFloat32> input = in(layer, 0);
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            input,
            weight(layer, 0),
            weight(layer, 1),
            training ? none : weight(layer, 2),
            training ? none : weight(layer, 3),
            FusedBatchNorm.epsilon(Layer.BatchNormalization.EPSILON),
            FusedBatchNorm.isTraining(training));
    if (training) {
      statistics.add(
          new BatchStatistics(
              layer.name(), norm.batchMean(), uncorrected(norm.batchVariance(), input, layer)));
    }
    return norm.y();
  }

  /** TensorFlow's kernel divides by n − 1 where Keras divides by n. */
  private Operand<TFloat32> uncorrected(
      Operand<TFloat32> variance, Operand<TFloat32> input, Layer layer) {
    Operand<TFloat32> batch =
        tf.dtypes.cast(tf.gather(tf.shape(input), tf.constant(0), tf.constant(0)), TFloat32.class);
    Operand<TFloat32> n = tf.math.mul(batch, tf.constant((float) layer.output().dim(0)));
    return tf.math.mul(variance, tf.math.div(tf.math.sub(n, tf.constant(1f)), n));
  }

  private Operand<TFloat32> reshape(Layer layer) {
    Shape shape = layer.output();
    long[] dims =
        shape.rank() == 1
            ? new long[] {-1, shape.dim(0)}
            : new long[] {-1, 1, shape.dim(0), shape.dim(1)};
    return tf.reshape(in(layer, 0), tf.constant(dims));
  }

  private Operand<TFloat32> dropout(Layer.Dropout layer) {
    int number = dropouts++;
    if (!(phase instanceof NetworkPhase.Training training) || layer.rate() == 0) {
      return in(layer, 0);
    }
    float keep = (float) (1 - layer.rate());
    var seed = tf.stack(List.of(tf.constant(training.seed() * 31 + number), training.step()));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(in(layer, 0)), seed);
    Operand<TFloat32> kept = tf.math.floor(tf.math.add(uniform, tf.constant(keep)));
    return tf.math.mul(tf.math.div(in(layer, 0), tf.constant(keep)), kept);
  }

  private Operand<TFloat32> logits(Layer.SoftmaxDense dense) {
    Operand<TFloat32> product =
        tf.linalg.matMul(in(dense, 0), weight(dense, 0), MatMul.transposeA(false));
    return dense.bias() ? tf.math.add(product, weight(dense, 1)) : product;
  }
}
