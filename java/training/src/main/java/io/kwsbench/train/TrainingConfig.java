package io.kwsbench.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keras's {@code training_config}: how a model was compiled. */
final class TrainingConfig {
  private TrainingConfig() {}

  /**
   * The loss without its label smoothing, which only a Python function could express; Keras then
   * loads the file without that function.
   */
  static String of(Optimizer optimizer, double learningRate) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    ObjectNode optimizerConfig = config.putObject("optimizer_config");
    optimizerConfig.put("class_name", optimizer.name());
    optimizerConfig.set("config", optimizer.config(learningRate));
    config.put("loss", "categorical_crossentropy");
    config.putArray("metrics").add("categorical_accuracy");
    config.putNull("sample_weight_mode").putNull("loss_weights");
    return config.toString();
  }
}
