package io.kwsbench.spark;

import io.kwsbench.audio.SampleScale;
import io.kwsbench.label.Fold;
import java.io.Serializable;
import java.util.List;

/**
 * What is computed for every clip. Immutable.
 *
 * @param folds the views whose probabilities are averaged, in the order of their addition
 * @param scale what a 16-bit sample becomes
 */
public record Views(List<Fold> folds, SampleScale scale) implements Serializable {
  public Views {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("no folds");
    }
  }

  /** Of 16-bit samples the 32768th. */
  public static Views of(List<Fold> folds) {
    return new Views(folds, SampleScale.DECODE_WAV);
  }

  boolean needSlow() {
    return folds.stream().anyMatch(Fold::slow);
  }
}
