package io.kwsbench.spark;

import io.kwsbench.audio.SampleScale;
import io.kwsbench.label.TtaView;
import java.io.Serializable;
import java.util.List;

/**
 * The TTA views of every clip. Immutable.
 *
 * @param folds the views whose probabilities are averaged, in the order of their addition
 * @param scale what a 16-bit sample becomes
 */
public record TtaViews(List<TtaView> folds, SampleScale scale) implements Serializable {
  public TtaViews {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("no folds");
    }
  }

  /** Of 16-bit samples the 32768th. */
  public static TtaViews of(List<TtaView> folds) {
    return new TtaViews(folds, SampleScale.DECODE_WAV);
  }

  boolean needSlow() {
    return folds.stream().anyMatch(TtaView::slow);
  }
}
