package io.kwsbench.plan.run;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A state of a plan.
 *
 * @param input where the plan takes it
 * @param feed number among the plan's tensors
 * @param fetch of the tensor that is the next run's
 * @param initial the first run's, as bytes
 */
record PlanState(TensorSpec input, int feed, int fetch, byte[] initial) {
  /**
   * Takes the states out of a plan's inputs and outputs.
   *
   * @throws KwsException when the plan lacks one that its metadata names, or it does not fit
   */
  static List<PlanState> take(
      ModelMetadata metadata,
      List<TensorSpec> feeds,
      List<Integer> feedIndices,
      List<TensorSpec> fetches,
      List<Integer> fetchIndices,
      String source) {
    List<PlanState> states = new ArrayList<>();
    try {
      for (CarriedTensor carried : CarriedTensor.read(metadata)) {
        int in = find(feeds, carried.input());
        int out = find(fetches, carried.output());
        TensorSpec input = feeds.remove(in);
        TensorSpec output = fetches.remove(out);
        if (input.dtype() != output.dtype() || !input.shape().equals(output.shape())) {
          throw new KwsException("its state " + input + " does not fit " + output);
        }
        states.add(
            new PlanState(
                input, feedIndices.remove(in), fetchIndices.remove(out), bytes(carried, input)));
      }
    } catch (KwsException e) {
      throw new KwsException(source + ": plan: " + e.getMessage(), e);
    }
    return List.copyOf(states);
  }

  private static int find(List<TensorSpec> tensors, String name) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).name().toString().equals(name)) {
        return i;
      }
    }
    throw new KwsException("it lacks " + name + ", a state that its metadata names");
  }

  private static byte[] bytes(CarriedTensor carried, TensorSpec input) {
    double[] values = carried.values(Math.toIntExact(input.shape().elements().orElseThrow()));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    if (input.dtype() != DType.FLOAT && input.dtype() != DType.INT32) {
      throw new KwsException("its state " + input + " is neither float nor int32");
    }
    for (double value : values) {
      if (input.dtype() == DType.FLOAT) {
        bytes.putFloat((float) value);
      } else {
        bytes.putInt((int) value);
      }
    }
    return bytes.array();
  }
}
