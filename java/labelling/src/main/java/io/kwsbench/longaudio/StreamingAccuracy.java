package io.kwsbench.longaudio;

import io.kwsbench.detect.Detection;
import java.util.List;

/**
 * The counts of TensorFlow's {@code test_streaming_accuracy}. The time of a detection is the start
 * of its window. It belongs to the first word that starts at most the tolerance before or after it.
 *
 * <p>Source: {@code tensorflow/examples/speech_commands/accuracy_utils.cc}, rewritten.
 *
 * @param said words of the ground truth
 * @param matched words that some detection belongs to
 * @param correct detections of the word that they belong to, the first of each word
 * @param wrong other detections that belong to a word
 * @param falsePositives detections that belong to no word
 */
public record StreamingAccuracy(int said, int matched, int correct, int wrong, int falsePositives) {
  /** Counts nothing. */
  public static final StreamingAccuracy NONE = new StreamingAccuracy(0, 0, 0, 0, 0);

  /**
   * Counts the detections in a recording.
   *
   * @param found in order of time, which is that of a window's end
   * @param window samples of a window
   * @param tolerance in samples
   */
  static StreamingAccuracy of(
      List<Detection> found, LongAudio.Truth truth, int window, int tolerance) {
    List<LongAudio.Event> words = truth.events();
    boolean[] matched = new boolean[words.size()];
    int correct = 0;
    int wrong = 0;
    int falsePositives = 0;
    for (Detection one : found) {
      int nearest = first(words, one.time() - window, tolerance);
      if (nearest < 0) {
        falsePositives++;
        continue;
      }
      if (!matched[nearest] && words.get(nearest).label().equals(one.label())) {
        correct++;
      } else {
        wrong++;
      }
      matched[nearest] = true;
    }
    int any = 0;
    for (boolean one : matched) {
      any += one ? 1 : 0;
    }
    return new StreamingAccuracy(words.size(), any, correct, wrong, falsePositives);
  }

  private static int first(List<LongAudio.Event> words, long time, int tolerance) {
    for (int i = 0; i < words.size() && words.get(i).start() <= time + tolerance; i++) {
      if (words.get(i).start() >= time - tolerance) {
        return i;
      }
    }
    return -1;
  }

  /** The counts of several recordings together. */
  public StreamingAccuracy plus(StreamingAccuracy other) {
    return new StreamingAccuracy(
        said + other.said,
        matched + other.matched,
        correct + other.correct,
        wrong + other.wrong,
        falsePositives + other.falsePositives);
  }

  /** Some of the counts in percent of the words, as TensorFlow prints them; NaN without words. */
  public double percent(int count) {
    return said == 0 ? Double.NaN : 100.0 * count / said;
  }
}
