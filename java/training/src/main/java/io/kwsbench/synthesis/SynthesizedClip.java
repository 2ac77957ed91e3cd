package io.kwsbench.synthesis;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;

/**
 * A clip that was made: a row of the manifest.
 *
 * @param file path in the data folder
 * @param word the word that was wanted
 * @param kind {@code word}, or {@code near} where it only sounds like the word
 * @param spoken text or phonemes that the program was given
 * @param distance from the word, in phonetic features
 * @param voice the voice's name among all voices
 * @param language the voice's
 * @param speed factor of the voice's own
 * @param pitch factor of the voice's own
 * @param startMs the word's first millisecond
 * @param endMs the millisecond after its last
 */
@JsonPropertyOrder({
  "file",
  "word",
  "kind",
  "spoken",
  "distance",
  "voice",
  "language",
  "speed",
  "pitch",
  "startMs",
  "endMs"
})
public record SynthesizedClip(
    String file,
    String word,
    String kind,
    String spoken,
    int distance,
    String voice,
    String language,
    double speed,
    double pitch,
    int startMs,
    int endMs) {
  static final String HEADER =
      "file,word,kind,spoken,distance,voice,language,speed,pitch,start_ms,end_ms\n";

  /** The row of a CSV file. */
  String row() {
    return String.join(
            ",",
            List.of(
                quoted(file),
                quoted(word),
                kind,
                quoted(spoken),
                "" + distance,
                quoted(voice),
                language,
                String.format(Locale.ROOT, "%.3f", speed),
                String.format(Locale.ROOT, "%.3f", pitch),
                "" + startMs,
                "" + endMs))
        + "\n";
  }

  /** Phonemes may hold a comma, which marks the secondary stress. */
  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
