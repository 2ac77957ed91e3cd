package io.kwsbench.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.freeze.ir.Dims;
import io.kwsbench.model.keras.KerasLayer;
import io.kwsbench.model.keras.KerasModel;
import io.kwsbench.model.keras.LayerConfig;
import java.util.Arrays;

/** What a model takes, which must be the samples of one clip. */
final class ModelInput {
  private ModelInput() {}

  /**
   * The shape of the model's one input, a batch of one first.
   *
   * @throws KwsException when the model has several inputs, or one of another size
   */
  static int[] shape(KerasModel model, int samples) {
    if (model.inputs().size() != 1) {
      throw new KwsException(
          "the model has " + model.inputs().size() + " inputs; only models of one can be frozen");
    }
    String name = model.inputs().get(0).layer();
    KerasLayer layer =
        model
            .layer(name)
            .orElseThrow(() -> new KwsException("there is no input layer '" + name + "'"));
    int[] shape = declared(layer.config());
    if (shape.length == 0) {
      throw layer.config().error("has no batch axis");
    }
    shape[0] = 1;
    try {
      return Dims.resolved(shape, samples);
    } catch (KwsException e) {
      throw new KwsException(
          "the model takes "
              + Arrays.toString(Arrays.copyOfRange(shape, 1, shape.length))
              + " values, not the "
              + samples
              + " samples of a clip",
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
