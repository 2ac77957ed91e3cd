package io.kwsbench.longaudio;

/**
 * A rule for the detections that count for a word, and for those that count as false alarms.
 *
 * @param from the place from which on a detection may come late
 * @param tolerance how long after that place the window of a detection may end, in samples
 * @param debounce the time after a false alarm in which further ones count as the same, in samples
 */
public record MatchRule(From from, int tolerance, int debounce) {
  /** Places in a recording that a word has. */
  public enum From {
    /** The end of the second that the word lies in, or of a model's window that begins with it. */
    SECOND,
    /** The end of the word. */
    WORD_END
  }

  /** Detections from a word's start to some time after the end of its second. */
  public static MatchRule afterSecond(int tolerance) {
    return new MatchRule(From.SECOND, tolerance, 0);
  }

  /** Detections from a word's start to some time after its end. */
  public static MatchRule afterEnd(int tolerance, int debounce) {
    return new MatchRule(From.WORD_END, tolerance, debounce);
  }

  /** The last sample at which the window of a word's detection may end. */
  long latest(LongAudio.Event word, int window) {
    return tolerance
        + switch (from) {
          case SECOND -> (long) word.start() + window;
          case WORD_END -> word.end();
        };
  }
}
