package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.longaudio.LongAudio;
import java.util.Arrays;
import java.util.List;

/**
 * Clips over background noise, mixed again each time that they are heard.
 *
 * @param length in samples
 * @param volume what the noise is scaled by
 * @param noise one excerpt after the other
 * @param clips in order of time, none beside another
 */
record ComposedSound(
    BatchSource source,
    Partition set,
    int length,
    float volume,
    List<BackgroundNoise.Excerpt> noise,
    List<Placed> clips)
    implements LongAudio.Sound {
  private static final int BLOCK = 1 << 14;

  /**
   * A clip in its place.
   *
   * @param clip its number in the set
   * @param start its first sample's place
   */
  record Placed(int clip, int start) {}

  @Override
  public void feed(StreamingResampler.Sink sink) {
    Mixing mixing = new Mixing();
    float[] block = new float[BLOCK];
    for (long at = 0; at < length; at += BLOCK) {
      int count = (int) Math.min(BLOCK, length - at);
      mixing.noise(block, count);
      mixing.clips(block, (int) at, count);
      sink.accept(block, 0, count);
    }
  }

  /** The state of the composition so far. */
  private final class Mixing {
    private int excerpt;
    private int skipped;
    private int next;
    private float[] clip;

    void noise(float[] block, int count) {
      for (int at = 0; at < count; ) {
        if (excerpt == noise.size()) {
          Arrays.fill(block, at, count, 0);
          return;
        }
        BackgroundNoise.Excerpt from = noise.get(excerpt);
        int some = Math.min(from.count() - skipped, count - at);
        source.background().copy(from, skipped, volume, block, at, some);
        at += some;
        skipped += some;
        if (skipped == from.count()) {
          excerpt++;
          skipped = 0;
        }
      }
    }

    /** Adds the clips that lie within the block, or partly so. */
    void clips(float[] block, int at, int count) {
      while (next < clips.size() && clips.get(next).start() < (long) at + count) {
        Placed placed = clips.get(next);
        clip = clip == null ? read(placed) : clip;
        int from = Math.max(0, at - placed.start());
        int to = Math.min(clip.length, at - placed.start() + count);
        for (int i = from; i < to; i++) {
          block[placed.start() + i - at] += clip[i];
        }
        if (to < clip.length) {
          return;
        }
        clip = null;
        next++;
      }
    }

    private float[] read(Placed placed) {
      Batch batch = source.inOrder(set, placed.clip(), 1);
      if (batch.size() == 0) {
        throw new KwsException(
            source.corpus().samples(set).get(placed.clip()).file() + ": can no longer be read");
      }
      return batch.raw();
    }
  }
}
