package io.kwsbench.formats.tflite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.metadata.MicroFeatures;
import io.kwsbench.metadata.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The description of a microWakeWord model, the file {@code NAME.json} beside {@code NAME.tflite}.
 * Such a model takes frames of the micro front end and returns the probability of its word.
 *
 * @param word that it knows
 * @param cutoff that the mean of the last probabilities must exceed
 * @param results how many are averaged
 * @param stepMillis from frame to frame
 */
public record MicroManifest(String word, double cutoff, int results, int stepMillis) {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * The description beside a model; empty where there is none, or a file of another purpose.
   *
   * @throws KwsException when it says that it is one, but lacks something
   */
  public static Optional<MicroManifest> beside(Path model) {
    String name = model.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path file = model.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
    return Files.isRegularFile(file) ? read(file) : Optional.empty();
  }

  private static Optional<MicroManifest> read(Path file) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(InputFile.bytes(file, MAX_BYTES, "a model's description"));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // of something else
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (json == null || !json.path("type").asText().equals("micro")) {
      return Optional.empty();
    }
    JsonNode micro = json.path("micro");
    MicroManifest manifest =
        new MicroManifest(
            json.path("wake_word").asText(),
            micro.path("probability_cutoff").asDouble(-1),
            micro.path("sliding_window_size").asInt(-1),
            micro.path("feature_step_size").asInt(-1));
    if (!manifest.isComplete()) {
      throw new KwsException(
          file
              + ": a description of type micro needs wake_word, probability_cutoff from 0 to 1,"
              + " sliding_window_size and feature_step_size");
    }
    return Optional.of(manifest);
  }

  private boolean isComplete() {
    return !word.isBlank()
        && cutoff >= 0
        && cutoff <= 1
        && results >= 1
        && stepMillis >= 1
        && stepMillis <= MicroFeatures.USUAL.windowMillis();
  }

  /** The metadata with what a spotter needs to hear with the model. */
  ModelMetadata write(ModelMetadata metadata) {
    ModelMetadata heard =
        MicroFeatures.USUAL.withStepMillis(stepMillis).write(metadata.withLabels(List.of(word)));
    return heard.with(
        ModelMetadata.DETECTOR, List.of("micro", "results=" + results, "threshold=" + cutoff));
  }
}
