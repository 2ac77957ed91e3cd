package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.train.TrainingOptions.Descent;
import io.kwsbench.train.TrainingOptions.Regularization;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that determine the weights of a run, besides its data and its length. A run that
 * continues must have the same. In training.json, the keys of the parts are side by side.
 *
 * @param architecture name of an {@link io.kwsbench.model.Architecture}
 * @param features the model's input, in one line
 * @param descent optimizer and learning rate
 * @param regularization label smoothing, dropout and batch normalization
 * @param batch number of clips per step
 * @param steps number of steps per epoch
 * @param selection what makes an epoch the best
 * @param seed seed of weights, batches and dropout
 * @param augmentation random changes to clips
 */
public record RunSettings(
    String architecture,
    String features,
    @JsonUnwrapped Descent descent,
    @JsonUnwrapped Regularization regularization,
    int batch,
    int steps,
    Selection selection,
    long seed,
    Augmentation augmentation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RunSettings of(TrainingOptions options, int steps, Augmentation augmentation) {
    return new RunSettings(
        options.architecture(),
        options.features().describe(),
        options.descent(),
        options.regularization(),
        options.budget().batch(),
        steps,
        options.budget().selection(),
        options.seed(),
        augmentation);
  }

  /**
   * The first setting that keeps another run from continuing this one: {@code batch: 64 there, 384
   * here}. Empty if there is none. The last epoch of a schedule may differ.
   */
  Optional<String> difference(RunSettings other) {
    return difference("", tree(this), tree(other));
  }

  private static JsonNode tree(RunSettings settings) {
    return JSON.valueToTree(
        new RunSettings(
            settings.architecture,
            settings.features,
            settings.descent.withoutEnd(),
            settings.regularization,
            settings.batch,
            settings.steps,
            settings.selection,
            settings.seed,
            settings.augmentation));
  }

  private static Optional<String> difference(String name, JsonNode there, JsonNode here) {
    if (there.equals(here)) {
      return Optional.empty();
    }
    if (!there.isObject() || !here.isObject()) {
      return Optional.of(name + ": " + there.asText() + " there, " + here.asText() + " here");
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = there.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String path = name.isEmpty() ? field.getKey() : name + "." + field.getKey();
      Optional<String> found = difference(path, field.getValue(), here.path(field.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(name + ": fewer parts there");
  }
}
