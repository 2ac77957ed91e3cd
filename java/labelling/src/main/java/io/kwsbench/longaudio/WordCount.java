package io.kwsbench.longaudio;

import java.util.OptionalDouble;

/**
 * Counts of one word, or of all, over long audio.
 *
 * @param said how often the word is said
 * @param missed how often it was not detected
 * @param falseAlarms detections of it that match no word
 */
public record WordCount(int said, int missed, int falseAlarms) {
  static final WordCount NONE = new WordCount(0, 0, 0);

  WordCount plus(WordCount other) {
    return new WordCount(said + other.said, missed + other.missed, falseAlarms + other.falseAlarms);
  }

  /** The share that was missed, 0 … 1; empty if the word is never said. */
  public OptionalDouble missRate() {
    return said == 0 ? OptionalDouble.empty() : OptionalDouble.of(missed / (double) said);
  }
}
