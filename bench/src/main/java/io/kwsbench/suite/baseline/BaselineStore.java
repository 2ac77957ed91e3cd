package io.kwsbench.suite.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of baselines, one readable JSON file each. */
public final class BaselineStore {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final Path folder;

  public BaselineStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a baseline.
   *
   * @throws KwsException when there is none of that name, or its file is none
   */
  public Baseline load(String name) {
    Path file = file(name);
    if (!Files.exists(file)) {
      List<String> names = names();
      throw new KwsException(
          file
              + ": no such baseline; "
              + (names.isEmpty() ? "there is none yet" : "there are " + String.join(", ", names)));
    }
    try {
      JsonNode tree = MAPPER.readTree(file.toFile());
      if (!tree.isObject() || tree.path("schema").asInt() != Baseline.SCHEMA) {
        throw new KwsException(file + ": not a baseline of version " + Baseline.SCHEMA);
      }
      Baseline baseline = MAPPER.treeToValue(tree, Baseline.class);
      check(file, baseline);
      return baseline.named(name);
    } catch (JsonProcessingException e) {
      throw new KwsException(file + ": not a baseline: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private static void check(Path file, Baseline baseline) {
    if (baseline.machine() == null || baseline.cases() == null) {
      throw new KwsException(file + ": not a baseline: machine or cases are missing");
    }
    baseline
        .cases()
        .forEach(
            (name, entry) -> {
              if (entry == null
                  || entry.roundMedianNanos() == null
                  || entry.figures() == null
                  || entry.roundMedianNanos().stream().anyMatch(n -> n == null || !(n > 0))) {
                throw new KwsException(file + ": not a baseline: case '" + name + "' is broken");
              }
            });
  }

  /** Writes a baseline, over an older one of its name; whole or not at all. */
  public Path save(Baseline baseline) {
    Path file = file(baseline.name());
    AtomicFile.write(file, out -> out.write(MAPPER.writeValueAsBytes(baseline)));
    return file;
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".json"))
          .map(f -> f.substring(0, f.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private Path file(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new KwsException(
          "baseline '" + name + "': a name is letters, digits, dot, dash and underscore");
    }
    return folder.resolve(name + ".json");
  }
}
