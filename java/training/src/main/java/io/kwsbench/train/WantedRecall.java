package io.kwsbench.train;

import io.kwsbench.corpus.WantedClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The recall of wanted words at the threshold that takes one in a hundred other clips for a word.
 *
 * <p>A clip is taken for its likeliest class if that is a word and its probability exceeds the
 * threshold. Accuracy weighs both kinds of error alike; a spotter hears far more that is no word,
 * so epochs are compared at one rate of false alarms (openWakeWord and microWakeWord choose models
 * so). Not for several threads.
 */
final class WantedRecall {
  private static final double ALARMS = 0.01;

  private final List<Float> right = new ArrayList<>();
  private final List<Float> alarms = new ArrayList<>();
  private int words;
  private int others;

  /**
   * Counts a clip.
   *
   * @param likeliest empty where the model has no answer
   * @param probability of that class
   */
  void add(int label, OptionalInt likeliest, float probability) {
    boolean word = isWord(label);
    words += word ? 1 : 0;
    others += word ? 0 : 1;
    if (likeliest.isPresent() && isWord(likeliest.getAsInt())) {
      if (!word) {
        alarms.add(probability);
      } else if (likeliest.getAsInt() == label) {
        right.add(probability);
      }
    }
  }

  private static boolean isWord(int label) {
    return label != WantedClasses.SILENCE_INDEX && label != WantedClasses.UNKNOWN_INDEX;
  }

  /** From 0 to 1; empty without clips of both kinds. */
  OptionalDouble share() {
    if (words == 0 || others == 0) {
      return OptionalDouble.empty();
    }
    alarms.sort(Comparator.reverseOrder());
    int allowed = (int) (ALARMS * others);
    float threshold = alarms.size() > allowed ? alarms.get(allowed) : Float.NEGATIVE_INFINITY;
    long heard = right.stream().filter(probability -> probability > threshold).count();
    return OptionalDouble.of((double) heard / words);
  }
}
