package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.SampleScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Joins silent clips into one louder background file, as the original does ({@code
 * create_pseudo_with_thresh.py}): samples / 32767 / 0.35 × 32767 in float32, cut to whole numbers.
 *
 * <p>A sample louder than 0.35 leaves the range of 16 bits and wraps around, as NumPy's conversion
 * does; silence is not that loud, and {@link #wrapped} counts where it was.
 */
public final class SilenceFile {
  private static final float LOUDNESS = 0.35f;
  private static final float SCALE = SampleScale.DEVICE.fullScale();

  private final List<short[]> parts = new ArrayList<>();
  private int rate;
  private long wrapped;

  /**
   * Adds a clip of 16-bit samples; all of a file must have one rate and one channel.
   *
   * @param source what messages call the clip
   * @throws KwsException when it does not go with the others
   */
  public void add(Clip clip, String source) {
    if (clip.channels() != 1) {
      throw new KwsException(source + ": " + clip.channels() + " channels cannot be joined");
    }
    if (!parts.isEmpty() && clip.sampleRate() != rate) {
      throw new KwsException(source + ": " + clip.sampleRate() + " Hz cannot join " + rate + " Hz");
    }
    rate = clip.sampleRate();
    parts.add(clip.toPcm16());
  }

  /** The file name of a background file; the first has number 1. */
  public static String name(int number) {
    return String.format(Locale.ROOT, "custom_silence_%06d.wav", number);
  }

  /** The number of clips since the last join. */
  public int clips() {
    return parts.size();
  }

  /** The number of samples so far outside the range of 16 bits. */
  public long wrapped() {
    return wrapped;
  }

  /** Joins what was added, louder, and starts anew. */
  public Clip join() {
    short[] joined = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      for (short sample : part) {
        joined[at++] = louder(sample);
      }
    }
    parts.clear();
    return Clip.ofPcm16(rate, 1, joined);
  }

  private short louder(short sample) {
    int louder = scaled(sample);
    if (louder != (short) louder) {
      wrapped++;
    }
    return (short) louder;
  }

  /** The louder sample before it is brought back to 16 bits. */
  static int scaled(short sample) {
    return (int) (sample / SCALE / LOUDNESS * SCALE);
  }
}
