package io.kwsbench.formats.savedmodel;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.proto.AttrValue;

/**
 * Fused batch normalizations with the statistics of their own input, as Keras 2 computes layer
 * normalizations: spelled out, since engines run them with given statistics alone.
 */
final class BatchStatisticsOps {
  private static final float TENSORFLOW_EPSILON = 1e-4f;

  private BatchStatisticsOps() {}

  static Map<String, SavedModelOp> all() {
    return Map.of(
        "FusedBatchNorm", BatchStatisticsOps::normalized,
        "FusedBatchNormV2", BatchStatisticsOps::normalized,
        "FusedBatchNormV3", BatchStatisticsOps::normalized);
  }

  private static List<? extends Item> normalized(Call call) {
    boolean own = call.attribute("is_training").map(AttrValue::getB).orElse(true);
    if (!own) {
      return SavedModelOps.kept(call);
    }
    if (call.asked().last() > 0) {
      throw call.error(
          "returns the batch's statistics: export the model for inference (training=False)");
    }
    return List.of(new Writer(call).normalized());
  }

  /** Writes the operations of one call. */
  private record Writer(Call call) {
    Item.Tensor normalized() {
      Item.Tensor input = call.tensor(0);
      Item.Tensor mean = mean(input);
      Item.Tensor centered = binary("Sub", input, mean);
      Item.Tensor variance = mean(one("Square", centered));
      float epsilon = call.attribute("epsilon").map(AttrValue::getF).orElse(TENSORFLOW_EPSILON);
      Item.Tensor guard =
          call.machine().emission().scalar(call.node().getName() + "/epsilon", epsilon);
      Item.Tensor scale =
          binary("Mul", one("Rsqrt", binary("AddV2", variance, guard)), channels(1));
      return binary("AddV2", binary("Mul", centered, scale), channels(2));
    }

    /** A letter per axis, C for the channels: of images or of volumes. */
    private String format() {
      return call.attrs().textOr("data_format", "NHWC");
    }

    private Item.Tensor mean(Item.Tensor of) {
      String format = format();
      Literal axes =
          Literal.vector(
              IntStream.range(0, format.length()).filter(i -> format.charAt(i) != 'C').toArray());
      Attrs attrs = Attrs.ofType(DType.FLOAT).type("Tidx", DType.INT32).flag("keep_dims", true);
      return add("Mean", List.of(of, ints("axes", axes)), attrs);
    }

    /** A value of each channel, where the channels are. */
    private Item.Tensor channels(int input) {
      String format = format();
      if (format.endsWith("C")) {
        return call.tensor(input);
      }
      int[] dims = format.chars().map(axis -> axis == 'C' ? -1 : 1).toArray();
      Attrs attrs = Attrs.ofType(DType.FLOAT).type("Tshape", DType.INT32);
      Item.Tensor shape = ints("shape", Literal.vector(dims));
      return add("Reshape", List.of(call.tensor(input), shape), attrs);
    }

    private Item.Tensor ints(String name, Literal value) {
      return call.machine().emission().add(call.node().getName() + "/" + name, value);
    }

    private Item.Tensor one(String op, Item.Tensor of) {
      return add(op, List.of(of), Attrs.ofType(DType.FLOAT));
    }

    private Item.Tensor binary(String op, Item.Tensor left, Item.Tensor right) {
      return add(op, List.of(left, right), Attrs.ofType(DType.FLOAT));
    }

    private Item.Tensor add(String op, List<Item.Tensor> inputs, Attrs attrs) {
      return call.add(op, inputs, attrs).get(0);
    }
  }
}
