package io.kwsbench.detect;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.metadata.SpeechCommands;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels of a model's scores, and which of them are words to spot.
 *
 * <p>{@code _silence_} and {@code _unknown_} are none. Where a model has neither, {@code silence}
 * and {@code unknown} are none.
 *
 * @param names in the order of the scores
 */
public record KeywordLabels(List<String> names) {
  /**
   * @throws KwsException when there is no label, or one is no name or there twice
   */
  public KeywordLabels {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new KwsException("no labels");
    }
    ModelMetadata.requireLabels(names);
  }

  /** The number of labels. */
  public int count() {
    return names.size();
  }

  /** Returns whether a label is a word to spot. */
  public boolean isKeyword(int label) {
    return label != silence() && label != named(SpeechCommands.UNKNOWN);
  }

  /** The words to spot, in the order of the scores. */
  public List<String> words() {
    return IntStream.range(0, count()).filter(this::isKeyword).mapToObj(names::get).toList();
  }

  /** The index of silence; −1 if there is none. */
  public int silence() {
    return named(SpeechCommands.SILENCE);
  }

  /** Scores that say silence and nothing else: all zeros where no label is silence. */
  public float[] silentScores() {
    float[] scores = new float[count()];
    if (silence() >= 0) {
      scores[silence()] = 1;
    }
    return scores;
  }

  /** For each label whether it is a word to spot. */
  public boolean[] keywords() {
    boolean[] keywords = new boolean[count()];
    for (int label = 0; label < keywords.length; label++) {
      keywords[label] = isKeyword(label);
    }
    return keywords;
  }

  private int named(String noWord) {
    boolean marked = names.stream().anyMatch(SpeechCommands.MARKED_NO_WORDS::contains);
    return names.indexOf(marked ? SpeechCommands.marked(noWord) : noWord);
  }

  /**
   * The thresholds of all labels, in their order.
   *
   * @throws KwsException when one is for a label that is not there
   */
  double[] resolve(Thresholds thresholds) {
    for (String label : thresholds.byLabel().keySet()) {
      if (!names.contains(label)) {
        throw new KwsException(
            "a threshold for '" + label + "', but the labels are " + String.join(" ", names));
      }
    }
    return names.stream().mapToDouble(thresholds::of).toArray();
  }
}
