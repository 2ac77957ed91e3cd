package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.detect.Detection;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.Matches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The detections in long audio with their times, and the words that were missed, as CSV. */
final class DetectionList {
  private static final List<String> COLUMNS =
      List.of("audio", "seconds", "word", "score", "verdict");

  private final List<Row> rows = new ArrayList<>();

  /** A line; a word that was missed has no score. */
  private record Row(
      int piece, String audio, double seconds, String word, String score, String verdict) {}

  /** Adds what a detector made of a piece of audio. */
  void add(LongAudio.Truth truth, Matches matches) {
    int piece = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).piece() + 1;
    List<Row> heard = new ArrayList<>();
    for (Matches.Hit hit : matches.hits()) {
      heard.add(row(piece, truth, hit.detection(), "correct"));
    }
    for (Detection alarm : matches.falseAlarms()) {
      heard.add(row(piece, truth, alarm, "false"));
    }
    for (LongAudio.Event word : matches.missed()) {
      double seconds = word.start() / (double) truth.sampleRate();
      heard.add(new Row(piece, truth.name(), seconds, word.label(), "", "missed"));
    }
    heard.sort(Comparator.comparingDouble(Row::seconds));
    rows.addAll(heard);
  }

  private static Row row(int piece, LongAudio.Truth truth, Detection one, String verdict) {
    double seconds = one.time() / (double) truth.sampleRate();
    String score = String.format(Locale.ROOT, "%.4f", one.score());
    return new Row(piece, truth.name(), seconds, one.label(), score, verdict);
  }

  byte[] csv() {
    StringBuilder text = new StringBuilder();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setHeader(COLUMNS.toArray(String[]::new))
            .build();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      for (Row row : rows) {
        csv.printRecord(
            Printable.of(row.audio()),
            String.format(Locale.ROOT, "%.3f", row.seconds()),
            Printable.of(row.word()),
            row.score(),
            row.verdict());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
