package io.kwsbench.keras.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration of a model whose weights are a file of their own. */
final class ConfigBeside {
  private static final String CONFIG = "config.json";
  private static final String METADATA = "metadata.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigBeside() {}

  /**
   * The JSON of {@code NAME.json} or {@code config.json} beside the weights {@code
   * NAME.weights.h5}.
   *
   * @param folder where the weights lie; null where they come from no file
   * @throws KwsException when there is none
   */
  static String of(String weights, Path folder) {
    String name = Path.of(weights).getFileName().toString().replaceAll("(\\.weights)?\\.\\w+$", "");
    List<String> names = List.of(name + ".json", CONFIG);
    return names.stream()
        .flatMap(file -> beside(folder, file).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new KwsException(
                    "holds weights alone, without the architecture: put the model's configuration"
                        + " beside it, as "
                        + String.join(" or ", names)
                        + " (model.to_json() makes it)"));
  }

  /** The version of Keras that {@code metadata.json} beside the weights names. */
  static Optional<String> version(Path folder) {
    return beside(folder, METADATA)
        .flatMap(
            json -> {
              try {
                return Optional.ofNullable(JSON.readTree(json).path("keras_version").textValue());
              } catch (JsonProcessingException e) {
                return Optional.empty(); // another program's metadata
              }
            });
  }

  private static Optional<String> beside(Path folder, String name) {
    if (folder == null || !Files.isRegularFile(folder.resolve(name))) {
      return Optional.empty();
    }
    return Optional.of(TextFile.read(folder.resolve(name)));
  }
}
