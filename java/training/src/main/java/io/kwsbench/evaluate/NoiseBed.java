package io.kwsbench.evaluate;

import io.kwsbench.corpus.BackgroundNoise;
import java.util.Arrays;
import java.util.List;

/**
 * Background noise under long audio: one excerpt after the other, silence after the last.
 *
 * @param volumes what each recording is scaled by
 */
record NoiseBed(
    BackgroundNoise background, List<BackgroundNoise.Excerpt> excerpts, double[] volumes) {

  /** Returns the same noise with every sample scaled once more. */
  NoiseBed scaled(double factor) {
    double[] scaled = Arrays.stream(volumes).map(volume -> volume * factor).toArray();
    return new NoiseBed(background, excerpts, scaled);
  }

  /** Returns a reader that starts at the first sample. */
  Reader reader() {
    return new Reader();
  }

  /** Reads from the first sample on, and never back. Not for several threads. */
  final class Reader {
    private int excerpt;
    private int skipped;

    /** Leaves out as many samples. */
    void skip(long samples) {
      for (long left = samples; left > 0 && excerpt < excerpts.size(); ) {
        int some = (int) Math.min(excerpts.get(excerpt).count() - skipped, left);
        passed(some);
        left -= some;
      }
    }

    /** Writes the next samples to the start of a block. */
    void read(float[] block, int count) {
      for (int at = 0; at < count; ) {
        if (excerpt == excerpts.size()) {
          Arrays.fill(block, at, count, 0);
          return;
        }
        BackgroundNoise.Excerpt from = excerpts.get(excerpt);
        int some = Math.min(from.count() - skipped, count - at);
        float volume = (float) volumes[from.recording()];
        background.copy(from, skipped, volume, block, at, some);
        at += some;
        passed(some);
      }
    }

    private void passed(int samples) {
      skipped += samples;
      if (skipped == excerpts.get(excerpt).count()) {
        excerpt++;
        skipped = 0;
      }
    }
  }
}
