package io.kwsbench.suite.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kwsbench.suite.internal.lines.CheckedLine;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the runs in the text of a history, whatever else kills, merges and editors have left there.
 * It holds a line at a time.
 */
final class HistoryReader {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Characters of a line; a run of a thousand cases has a third of a million. */
  private static final int LONGEST_LINE = 4 << 20;

  /** White space and byte order marks before the first line. */
  private static final int MAX_BLANKS = 4096;

  /** Beginnings on a line that kills have torn off; what has more is no history. */
  private static final int MAX_TORN = 1000;

  private static final String BEGINNING = "{\"schema\"";

  /** The fields that runs of all versions begin with. */
  private static final List<String> WRITTEN =
      IntStream.rangeClosed(1, HistoryLine.SCHEMA)
          .mapToObj(schema -> BEGINNING + ":" + schema + ",\"suite\":")
          .toList();

  private final List<HistoryLine> runs = new ArrayList<>();
  private final List<Integer> badLines = new ArrayList<>();

  private HistoryReader() {}

  /**
   * The content of a history file.
   *
   * @param runs oldest first
   * @param badLines numbers of the lines on which something is no run
   */
  record Contents(List<HistoryLine> runs, List<Integer> badLines) {}

  static Contents read(Reader text) throws IOException {
    HistoryReader reader = new HistoryReader();
    StringBuilder line = new StringBuilder();
    char[] some = new char[1 << 16];
    int number = 1;
    for (int count = text.read(some); count >= 0; count = text.read(some)) {
      for (int i = 0; i < count; i++) {
        if (some[i] == '\n') {
          reader.line(line, number++);
          line.setLength(0);
        } else if (line.length() <= LONGEST_LINE) {
          line.append(some[i]);
        }
      }
    }
    reader.line(line, number);
    return new Contents(reader.runs, reader.badLines);
  }

  /** Returns whether a text begins as a run does that may be cut short. */
  static boolean isBeginning(Reader text) throws IOException {
    char[] some = new char[MAX_BLANKS + WRITTEN.get(0).length()];
    int count = 0;
    for (int read = 0; read >= 0 && count < some.length; count += Math.max(0, read)) {
      read = text.read(some, count, some.length - count);
    }
    String start = new String(some, 0, count).replace("\ufeff", "").strip();
    return WRITTEN.stream().anyMatch(own -> start.startsWith(own) || own.startsWith(start));
  }

  private void line(StringBuilder line, int number) {
    boolean whole = line.length() <= LONGEST_LINE;
    if (!whole || !isSound(line.toString().replace("\ufeff", "").strip())) {
      badLines.add(number);
    }
  }

  /** A line may hold several runs, or the torn beginning of one and a whole one. */
  private boolean isSound(String text) {
    int torn = 0;
    int from = 0;
    while (from < text.length() && torn < MAX_TORN) {
      Optional<Integer> end = run(text, from);
      torn += end.isPresent() ? 0 : 1;
      int next = end.orElseGet(() -> text.length());
      if (end.isEmpty()) {
        int other = text.indexOf(BEGINNING, from + 1);
        next = other < 0 ? text.length() : other;
      }
      from = next;
    }
    return torn == 0;
  }

  /** Takes the run that begins there; its end, or empty when there is none. */
  private Optional<Integer> run(String text, int from) {
    // a copy of the rest for every beginning would be quadratic work
    try (StringReader rest = new StringReader(text)) {
      rest.skip(from);
      JsonParser parser = MAPPER.createParser(rest);
      HistoryLine line = parser.readValueAs(HistoryLine.class);
      int end = from + (int) parser.currentLocation().getCharOffset();
      String whole = text.substring(from, end).strip();
      if (line == null || !line.isSound() || CheckedLine.check(whole) == CheckedLine.Seal.BROKEN) {
        return Optional.empty();
      }
      runs.add(line);
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return Optional.of(end);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
