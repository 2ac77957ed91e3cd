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
 * Everything that the weights of a run hang on, but for its data and its length. A run that goes on
 * must have the same. The file holds the keys of its parts side by side.
 *
 * @param architecture an {@link io.kwsbench.model.Architecture}'s name
 * @param features what the model is given of a clip, in one line
 * @param descent how weights move
 * @param regularization what keeps the model from learning clips by heart
 * @param batch clips a step
 * @param steps of an epoch
 * @param seed of weights, batches and dropout
 * @param augmentation how clips are varied
 */
public record RunSettings(
    String architecture,
    String features,
    @JsonUnwrapped Descent descent,
    @JsonUnwrapped Regularization regularization,
    int batch,
    int steps,
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
        options.seed(),
        augmentation);
  }

  /**
   * What keeps a run with other settings from going on with this one, in a few words: {@code batch
   * is 64 there, not 384}. Empty when nothing does. Where a schedule ends may change.
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
            settings.seed,
            settings.augmentation));
  }

  private static Optional<String> difference(String name, JsonNode there, JsonNode here) {
    if (there.equals(here)) {
      return Optional.empty();
    }
    if (!there.isObject() || !here.isObject()) {
      return Optional.of(name + " is " + there.asText() + " there, not " + here.asText());
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = there.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String path = name.isEmpty() ? field.getKey() : name + "." + field.getKey();
      Optional<String> found = difference(path, field.getValue(), here.path(field.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(name + " has fewer parts there");
  }
}
