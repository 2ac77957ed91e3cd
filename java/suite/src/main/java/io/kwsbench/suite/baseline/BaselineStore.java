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
import io.kwsbench.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of baselines, one readable JSON file each. */
public final class BaselineStore {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final int LARGEST = 64 << 20;
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
    if (!Files.isRegularFile(file)) {
      throw new KwsException(file + ": not a file");
    }
    String text = TextFile.read(file, LARGEST);
    try {
      JsonNode tree = MAPPER.readTree(text);
      int schema = tree.path("schema").asInt();
      if (!tree.isObject() || schema < 1 || schema > Baseline.SCHEMA) {
        throw new KwsException(file + ": not a baseline of versions 1 to " + Baseline.SCHEMA);
      }
      Baseline baseline = MAPPER.treeToValue(tree, Baseline.class);
      check(file, baseline);
      return baseline.named(name);
    } catch (JsonProcessingException e) {
      throw new KwsException(file + ": not a baseline: " + e.getOriginalMessage(), e);
    }
  }

  private static void check(Path file, Baseline baseline) {
    if (baseline.machine() == null || baseline.cases() == null) {
      throw new KwsException(file + ": not a baseline: machine or cases are missing");
    }
    baseline.cases().forEach((name, entry) -> check(file, name, entry));
  }

  /** Jackson takes the texts NaN and Infinity for numbers, and null for any object. */
  private static void check(Path file, String name, Baseline.Entry entry) {
    Optional<String> wrong = entry == null ? Optional.of("it is empty") : wrong(entry);
    if (wrong.isPresent()) {
      throw new KwsException(
          file + ": not a baseline: case '" + name + "' is broken: " + wrong.get());
    }
  }

  private static Optional<String> wrong(Baseline.Entry entry) {
    if (entry.engine() == null || entry.engine().isBlank() || entry.threads() < 1) {
      return Optional.of("its engine or threads are missing");
    }
    if (entry.roundMedianNanos() == null || entry.figures() == null) {
      return Optional.of("its times or figures are missing");
    }
    boolean times =
        entry.roundMedianNanos().stream().allMatch(n -> isNumber(n) && n > 0)
            && isNumber(entry.medianNanos());
    if (!times || entry.roundsPerLoading() < 1 && !entry.roundMedianNanos().isEmpty()) {
      return Optional.of("its times are not all numbers above 0");
    }
    if (!entry.ops().stream().allMatch(op -> op != null && op.isSound())) {
      return Optional.of("its ops are not all names with times");
    }
    return entry.figures().entrySet().stream()
        .filter(figure -> !isNumber(figure.getValue()))
        .map(figure -> "its " + figure.getKey() + " is no number")
        .findFirst();
  }

  private static boolean isNumber(Double value) {
    return value != null && Double.isFinite(value);
  }

  /** Refuses a name under which nothing can be saved, before anything is measured. */
  public void requireName(String name) {
    Path file = file(name);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new KwsException(file + ": not a file");
    }
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
