package io.kwsbench.synthesis;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;

/**
 * A clip that was made: a row of the manifest.
 *
 * @param file path in the data folder
 * @param word the word that was wanted
 * @param kind {@code word}, or {@code near} where it only sounds like the word
 * @param text the text that the program was given
 * @param manner the voice and how it spoke
 * @param startMs the word's first millisecond
 * @param endMs the millisecond after its last
 */
public record SynthesizedClip(
    String file,
    String word,
    String kind,
    @JsonUnwrapped Text text,
    @JsonUnwrapped Manner manner,
    int startMs,
    int endMs) {
  /**
   * The text that a program was given.
   *
   * @param spoken words or phonemes
   * @param distance from the word, in phonetic features
   */
  public record Text(String spoken, int distance) {}

  /**
   * The voice and how it spoke.
   *
   * @param voice its name among all voices
   * @param language the voice's
   * @param speed factor of the voice's own
   * @param pitch factor of the voice's own
   */
  public record Manner(String voice, String language, double speed, double pitch) {}

  static final List<String> HEADER =
      List.of(
          "file",
          "word",
          "kind",
          "spoken",
          "distance",
          "voice",
          "language",
          "speed",
          "pitch",
          "start_ms",
          "end_ms");

  /** The cells of a CSV file's row. */
  List<Object> cells() {
    return List.of(
        file,
        word,
        kind,
        text.spoken,
        text.distance,
        manner.voice,
        manner.language,
        String.format(Locale.ROOT, "%.3f", manner.speed),
        String.format(Locale.ROOT, "%.3f", manner.pitch),
        startMs,
        endMs);
  }
}
