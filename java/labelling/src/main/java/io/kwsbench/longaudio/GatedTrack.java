package io.kwsbench.longaudio;

import io.kwsbench.audio.EnergyGate;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.detect.KeywordLabels;
import java.util.BitSet;

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
   * @param sound the track's
   * @param labels of its scores
   */
  public static GatedTrack of(PosteriorTrack whole, LongAudio.Sound sound, KeywordLabels labels) {
    Listening listening = new Listening(whole);
    sound.feed(listening);
    float[][] probabilities = whole.probabilities().clone();
    BitSet skipped = listening.skipped;
    for (int i = skipped.nextSetBit(0); i >= 0; i = skipped.nextSetBit(i + 1)) {
      probabilities[i] = labels.silentScores();
    }
    PosteriorTrack track =
        new PosteriorTrack(whole.truth(), whole.hop(), whole.window(), probabilities);
    return new GatedTrack(track, skipped.cardinality());
  }

  /** Asks the gate at the end of every window. */
  private static final class Listening implements StreamingResampler.Sink {
    private final PosteriorTrack track;
    private final EnergyGate gate;
    private final BitSet skipped = new BitSet();
    private int window;
    private long heard;

    Listening(PosteriorTrack track) {
      this.track = track;
      this.gate = new EnergyGate(track.truth().sampleRate());
    }

    @Override
    public void accept(float[] samples, int offset, int count) {
      int at = offset;
      int left = count;
      while (window < track.probabilities().length && heard + left >= track.end(window)) {
        int end = track.end(window);
        int more = (int) (end - heard);
        gate.accept(samples, at, more);
        skipped.set(window, !gate.isOpen(end - track.window()));
        window++;
        heard = end;
        at += more;
        left -= more;
      }
      gate.accept(samples, at, left);
      heard += left;
    }
  }

  /** The share of windows that are skipped, 0 … 1. */
  public double skippedShare() {
    return skipped / (double) track.probabilities().length;
  }
}
