package io.kwsbench.suite.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kwsbench.suite.lines.CheckedLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the runs in the text of a history, whatever else kills, merges and editors have left there.
 */
final class HistoryReader {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final String BEGINNING = "{\"schema\"";
  private static final String WRITTEN = BEGINNING + ":" + HistoryLine.SCHEMA + ",\"suite\":";
  private final List<HistoryLine> runs = new ArrayList<>();
  private final List<Integer> badLines = new ArrayList<>();

  private HistoryReader() {}

  /**
   * What a text holds.
   *
   * @param runs oldest first
   * @param badLines numbers of the lines on which something is no run
   */
  record Contents(List<HistoryLine> runs, List<Integer> badLines) {}

  static Contents read(String text) {
    HistoryReader reader = new HistoryReader();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!reader.line(line.replace("\ufeff", "").strip())) {
        reader.badLines.add(number);
      }
    }
    return new Contents(reader.runs, reader.badLines);
  }

  /** Whether a text could be the beginning of a run that was cut short. */
  static boolean isBeginning(String text) {
    String start = text.replace("\ufeff", "").strip();
    return start.startsWith(WRITTEN) || WRITTEN.startsWith(start);
  }

  /** A line may hold several runs, or the torn beginning of one and a whole one. */
  private boolean line(String text) {
    boolean sound = true;
    int from = 0;
    while (from < text.length()) {
      Optional<Integer> end = run(text, from);
      sound &= end.isPresent();
      int next = end.orElseGet(() -> text.length());
      if (end.isEmpty()) {
        int other = text.indexOf(BEGINNING, from + 1);
        next = other < 0 ? text.length() : other;
      }
      from = next;
    }
    return sound;
  }

  /** Takes the run that begins there; its end, or empty when there is none. */
  private Optional<Integer> run(String text, int from) {
    String rest = text.substring(from);
    try (JsonParser parser = MAPPER.createParser(rest)) {
      HistoryLine line = parser.readValueAs(HistoryLine.class);
      int end = (int) parser.currentLocation().getCharOffset();
      String whole = rest.substring(0, end).strip();
      if (line == null || !line.isSound() || CheckedLine.check(whole) == CheckedLine.Seal.BROKEN) {
        return Optional.empty();
      }
      runs.add(line);
      int next = from + end;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      return Optional.of(next);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
