package io.kwsbench.suite.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a suite has measured, one JSON object a line, on disk before the next round begins.
 *
 * <p>The first line says what suite it is; a last line that a kill cut short is dropped on opening.
 * Not thread-safe; one process at a time.
 */
public final class Journal implements AutoCloseable {
  private static final int SCHEMA = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Path file;
  private final FileChannel channel;
  private final Rounds rounds = new Rounds();
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private double spentSeconds;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Starts a new journal; one that was there is replaced.
   *
   * @param fingerprint of the suite and everything that its results depend on
   */
  public static Journal create(Path file, String fingerprint) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Journal journal = new Journal(file, open(file, StandardOpenOption.TRUNCATE_EXISTING));
      ObjectNode header = MAPPER.createObjectNode();
      header.put("kwsbench_suite_journal", SCHEMA);
      header.put("suite", fingerprint);
      journal.append(header);
      return journal;
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Goes on with a journal, or starts one when there is none.
   *
   * @throws KwsException when it belongs to another suite or is no journal
   */
  public static Journal resume(Path file, String fingerprint) {
    if (!Files.exists(file)) {
      return create(file, fingerprint);
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      int whole = 0;
      List<JsonNode> lines = new ArrayList<>();
      for (int i = 0, start = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          lines.add(parse(file, lines.size() + 1, bytes, start, i));
          start = i + 1;
          whole = start;
        }
      }
      if (lines.isEmpty()) {
        return create(file, fingerprint);
      }
      check(file, lines.get(0), fingerprint);
      Journal journal = new Journal(file, open(file, StandardOpenOption.WRITE));
      journal.channel.truncate(whole).position(whole);
      for (int i = 1; i < lines.size(); i++) {
        journal.take(lines.get(i), i + 1);
      }
      return journal;
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private static FileChannel open(Path file, StandardOpenOption option) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, option);
  }

  private static JsonNode parse(Path file, int line, byte[] bytes, int from, int to) {
    try {
      return MAPPER.readTree(bytes, from, to - from);
    } catch (IOException e) {
      throw new KwsException(file + ":" + line + ": not a line of a suite's journal", e);
    }
  }

  private static void check(Path file, JsonNode header, String fingerprint) {
    if (header.path("kwsbench_suite_journal").asInt() != SCHEMA) {
      throw new KwsException(file + ": not a suite's journal of version " + SCHEMA);
    }
    if (!header.path("suite").asText().equals(fingerprint)) {
      throw new KwsException(
          file
              + ": belongs to another suite, or to files that have changed since: start anew"
              + " without --resume");
    }
  }

  private void take(JsonNode line, int number) {
    if (line.has("round")) {
      Map<String, long[]> nanos = new LinkedHashMap<>();
      line.path("nanos")
          .fields()
          .forEachRemaining(
              e -> {
                long[] runs = new long[e.getValue().size()];
                for (int i = 0; i < runs.length; i++) {
                  runs[i] = e.getValue().get(i).asLong();
                }
                nanos.put(e.getKey(), runs);
              });
      rounds.add(new Round(line.get("round").asInt(), line.path("loading").asInt(), nanos));
      spentSeconds = line.path("spent_s").asDouble();
    } else if (line.has("figure")) {
      OptionalDouble value =
          line.hasNonNull("value")
              ? OptionalDouble.of(line.get("value").asDouble())
              : OptionalDouble.empty();
      remember(
          new Figure(
              line.path("case").asText(),
              line.get("figure").asText(),
              value,
              line.path("note").asText()));
    } else {
      throw new KwsException(file + ":" + number + ": neither a round nor a figure");
    }
  }

  private void remember(Figure figure) {
    figures.put(figure.caseName() + "\n" + figure.key(), figure);
  }

  /** The figure that was measured already. */
  Optional<Figure> figure(String caseName, String key) {
    return Optional.ofNullable(figures.get(caseName + "\n" + key));
  }

  List<Figure> figures() {
    return List.copyOf(figures.values());
  }

  /** The rounds that are safe on disk. */
  Rounds rounds() {
    return rounds;
  }

  /** Time that the rounds took, over all processes that wrote here. */
  double spentSeconds() {
    return spentSeconds;
  }

  void add(Figure figure) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("figure", figure.key());
    line.put("case", figure.caseName());
    figure.value().ifPresent(v -> line.put("value", v));
    line.put("note", figure.note());
    append(line);
    remember(figure);
  }

  void add(Round round, double spent) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("round", round.number());
    line.put("loading", round.loading());
    line.put("spent_s", spent);
    ObjectNode nanos = line.putObject("nanos");
    round
        .nanos()
        .forEach(
            (arm, runs) -> {
              ArrayNode array = nanos.putArray(arm);
              for (long run : runs) {
                array.add(run);
              }
            });
    append(line);
    rounds.add(round);
    spentSeconds = spent;
  }

  private void append(ObjectNode line) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
