package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.corpus.Batch;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.longaudio.LongAudio;
import java.util.List;
import java.util.function.Supplier;

/**
 * Clips and other speech over background noise, mixed again each time that they are heard.
 *
 * @param length in samples
 * @param noise under all of it
 * @param pieces in order of time, none beside another
 */
record ComposedSound(int length, NoiseBed noise, List<Placed> pieces) implements LongAudio.Sound {
  private static final int BLOCK = 1 << 14;

  /**
   * A piece of sound in its place.
   *
   * @param samples reads it
   * @param start its first sample's place
   * @param gain what its samples are scaled by
   */
  record Placed(Supplier<float[]> samples, int start, double gain) {}

  /** A clip of a set, read when it is heard. */
  static Supplier<float[]> clip(BatchSource source, Partition set, int clip) {
    return () -> {
      Batch batch = source.inOrder(set, clip, 1);
      if (batch.size() == 0) {
        throw new KwsException(
            source.corpus().samples(set).get(clip).file() + ": can no longer be read");
      }
      return batch.raw();
    };
  }

  @Override
  public void feed(StreamingResampler.Sink sink) {
    NoiseBed.Reader under = noise.reader();
    Mixing mixing = new Mixing();
    float[] block = new float[BLOCK];
    for (long at = 0; at < length; at += BLOCK) {
      int count = (int) Math.min(BLOCK, length - at);
      under.read(block, count);
      mixing.pieces(block, (int) at, count);
      sink.accept(block, 0, count);
    }
  }

  /** The state of the composition so far. */
  private final class Mixing {
    private int next;
    private float[] piece;

    /** Adds the pieces that lie within the block, or partly so. */
    void pieces(float[] block, int at, int count) {
      while (next < pieces.size() && pieces.get(next).start() < (long) at + count) {
        Placed placed = pieces.get(next);
        piece = piece == null ? placed.samples().get() : piece;
        float gain = (float) placed.gain();
        int from = Math.max(0, at - placed.start());
        int to = Math.min(piece.length, at - placed.start() + count);
        for (int i = from; i < to; i++) {
          block[placed.start() + i - at] += piece[i] * gain;
        }
        if (to < piece.length) {
          return;
        }
        piece = null;
        next++;
      }
    }
  }
}
