package io.kwsbench.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.freeze.ir.ArrayOps;
import io.kwsbench.freeze.ir.Dims;
import io.kwsbench.freeze.ir.Value;
import io.kwsbench.model.keras.KerasLayer;
import io.kwsbench.model.keras.KerasModel;
import io.kwsbench.model.keras.LayerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a model takes, which must be the samples of one clip, or features of them. */
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
          "the model has "
              + model.inputs().size()
              + " inputs; "
              + what
              + " features are "
              + values.size()
              + (values.size() == 1 ? " (--features mfcc_and_raw are two)" : ""));
    }
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      int[] shape = shape(model, model.inputs().get(i).layer(), value.size(), what);
      inputs.add(arrays.reshape(value, shape));
    }
    return inputs;
  }

  private static int[] shape(KerasModel model, String input, int size, String what) {
    KerasLayer layer =
        model
            .layer(input)
            .orElseThrow(() -> new KwsException("there is no input layer '" + input + "'"));
    int[] shape = declared(layer.config());
    if (shape.length == 0) {
      throw layer.config().error("has no batch axis");
    }
    shape[0] = 1;
    try {
      return Dims.resolved(shape, size);
    } catch (KwsException e) {
      throw new KwsException(
          "the model takes "
              + Arrays.toString(Arrays.copyOfRange(shape, 1, shape.length))
              + " values, not the "
              + size
              + (what.equals("raw")
                  ? " samples of a clip (--features says what else it takes)"
                  : " of a clip's " + what + " features"),
          e);
    }
  }

  /** {@code batch_input_shape} in Keras 2, {@code batch_shape} in Keras 3. */
  private static int[] declared(LayerConfig config) {
    if (config.has("batch_shape")) {
      return config.integers("batch_shape");
    }
    if (config.has("batch_input_shape")) {
      return config.integers("batch_input_shape");
    }
    throw config.error("the model does not say what shape its input has");
  }
}
