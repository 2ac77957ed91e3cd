package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.SampleScale;
import java.nio.file.Path;
import java.util.List;

/**
 * The computations for every clip. Immutable.
 *
 * @param folds the views whose probabilities are averaged, in the order of their addition
 * @param slowClips folder with the slowed copies, under the clips' names; null when no fold is slow
 * @param scale what a 16-bit sample becomes
 * @param workers threads, each with a session of one thread
 */
public record PredictOptions(List<TtaView> folds, Path slowClips, SampleScale scale, int workers) {
  public PredictOptions {
    folds = List.copyOf(folds);
    if (folds.isEmpty() || workers < 1) {
      throw new IllegalArgumentException(folds + ", " + workers + " workers");
    }
    if (slowClips == null && folds.stream().anyMatch(TtaView::slow)) {
      throw new KwsException("folds of slowed clips need the folder with the slowed clips");
    }
  }

  boolean needsSlow() {
    return folds.stream().anyMatch(TtaView::slow);
  }

  /** The options that determine the results, for a journal's fingerprint. */
  String describe() {
    return "folds " + folds + ", slow clips " + slowClips + ", scale " + scale;
  }
}
