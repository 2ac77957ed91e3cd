package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A model's inputs, which must be the samples of one clip or features of them. */
final class ModelInputs {
  private ModelInputs() {}

  /**
   * Gives each of the model's inputs its value, reshaped with a batch of one first.
   *
   * @param what the values are called in messages
   * @throws KwsException when the model has another number of inputs, or one of another size
   */
  static List<Value> fit(ArrayOps arrays, KerasModel model, List<Value> values, String what) {
    if (model.inputs().size() != values.size()) {
      throw new KwsException(
          new FreezeReason.InputCount(model.inputs().size(), what, values.size()));
    }
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      int[] shape = shape(model, model.inputs().get(i).layer(), value.shape(), what);
      inputs.add(arrays.reshape(value, shape));
    }
    return inputs;
  }

  private static int[] shape(KerasModel model, String input, int[] given, String what) {
    KerasLayer layer =
        model
            .layer(input)
            .orElseThrow(() -> new KwsException("there is no input layer '" + input + "'"));
    int[] declared = declared(layer.config());
    if (declared.length == 0) {
      throw layer.config().error("has no batch axis");
    }
    int[] taken = Arrays.copyOfRange(declared, 1, declared.length);
    return fitted(taken, withoutOnes(given))
        .orElseThrow(() -> otherSize(Arrays.toString(taken).replace("-1", "None"), given, what));
  }

  private static KwsException otherSize(String taken, int[] given, String what) {
    return what.equals("raw")
        ? new KwsException(new FreezeReason.InputSize(taken, Dims.elements(given)))
        : new KwsException(
            "the model takes "
                + taken
                + " values, not the "
                + Arrays.toString(withoutOnes(given))
                + " of a clip's "
                + what
                + " features");
  }

  /**
   * The declared shape with the value's own sizes in place of the open ones. Axes of one element do
   * not count, and one axis may hold everything in a row; any other shape of as many elements means
   * something else than the value does.
   */
  private static Optional<int[]> fitted(int[] taken, int[] given) {
    int[] sizes = withoutOnes(taken);
    int elements = Dims.elements(given);
    boolean inARow = sizes.length == 1 && sizes[0] == elements;
    boolean alike = sizes.length == given.length;
    for (int i = 0; alike && i < sizes.length; i++) {
      alike = sizes[i] == -1 || sizes[i] == given[i];
    }
    if (!inARow && !alike) {
      return Optional.empty();
    }
    int[] shape = new int[taken.length + 1];
    shape[0] = 1;
    int next = 0;
    for (int i = 0; i < taken.length; i++) {
      shape[i + 1] = taken[i] == 1 ? 1 : inARow ? elements : given[next++];
    }
    return Optional.of(shape);
  }

  private static int[] withoutOnes(int[] shape) {
    return Arrays.stream(shape).filter(size -> size != 1).toArray();
  }

  /**
   * The shape of an input, batch first: {@code batch_input_shape} in Keras 2, {@code batch_shape}
   * in Keras 3.
   */
  static int[] declared(LayerConfig config) {
    if (config.has("batch_shape")) {
      return config.integers("batch_shape");
    }
    if (config.has("batch_input_shape")) {
      return config.integers("batch_input_shape");
    }
    KwsException unknown =
        config.error(
            "the shape of the model's input is missing: call model.build((None, 16000, 1)) before"
                + " saving the model");
    throw new KwsException(new FreezeReason.NoInputShape(unknown.getMessage()));
  }
}
