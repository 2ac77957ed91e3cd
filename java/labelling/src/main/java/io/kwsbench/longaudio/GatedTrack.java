package io.kwsbench.longaudio;

import io.kwsbench.audio.EnergyGate;
import io.kwsbench.detect.KeywordLabels;

/**
 * A model's scores with an energy gate, as in a stream: the model runs only for windows that
 * contain more than background.
 *
 * @param track whose skipped windows have the scores of silence
 * @param skipped how many these are
 */
public record GatedTrack(PosteriorTrack track, int skipped) {
  /**
   * Skips the windows of a track that a gate skips.
   *
   * @param samples of the track's audio
   * @param labels of its scores
   */
  public static GatedTrack of(PosteriorTrack whole, float[] samples, KeywordLabels labels) {
    EnergyGate gate = new EnergyGate(whole.truth().sampleRate());
    float[][] probabilities = whole.probabilities().clone();
    int skipped = 0;
    int heard = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int end = whole.end(i);
      gate.accept(samples, heard, end - heard);
      heard = end;
      if (!gate.isOpen(end - whole.window())) {
        probabilities[i] = labels.silentScores();
        skipped++;
      }
    }
    PosteriorTrack track =
        new PosteriorTrack(whole.truth(), whole.hop(), whole.window(), probabilities);
    return new GatedTrack(track, skipped);
  }

  /** The share of windows that are skipped, 0 … 1. */
  public double skippedShare() {
    return skipped / (double) track.probabilities().length;
  }
}
