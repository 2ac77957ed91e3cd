package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long recordings to mix into clips, whole in memory. Immutable. */
public final class BackgroundNoise {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundNoise.class);

  private final List<float[]> recordings;

  private BackgroundNoise(List<float[]> recordings) {
    this.recordings = recordings;
  }

  /** No noise: nothing is mixed in. */
  public static BackgroundNoise none() {
    return new BackgroundNoise(List.of());
  }

  /**
   * Reads the clips of every data folder's {@code _background_noise_}, in whatever case its name
   * is; where no folder has any, there is none. A recording that cannot be read, or is shorter than
   * a clip, is logged and left out.
   *
   * @param sampleRate what to resample to, in hertz
   * @param clipSamples a clip's length: each recording must have as much
   * @throws KwsException when there are recordings, but all of them were left out
   */
  public static BackgroundNoise in(List<Path> data, int sampleRate, int clipSamples) {
    List<float[]> recordings = new ArrayList<>();
    KwsException firstProblem = null;
    for (Path folder : data) {
      for (Path file : DataFolder.backgroundNoise(folder)) {
        try {
          recordings.add(recording(file, sampleRate, clipSamples));
        } catch (KwsException e) {
          LOG.warn("skipped: {}", e.getMessage());
          firstProblem = firstProblem == null ? e : firstProblem;
        }
      }
    }
    if (recordings.isEmpty() && firstProblem != null) {
      throw new KwsException(
          "no recording of background noise can be used: " + firstProblem.getMessage(),
          firstProblem);
    }
    return new BackgroundNoise(List.copyOf(recordings));
  }

  private static float[] recording(Path file, int sampleRate, int clipSamples) {
    float[] samples = FittedClip.read(file, sampleRate, -1, 1).clip().samples();
    if (samples.length < clipSamples) {
      throw new KwsException(
          file
              + ": background noise of "
              + samples.length
              + " samples is shorter than a clip of "
              + clipSamples);
    }
    return samples;
  }

  public int count() {
    return recordings.size();
  }

  /**
   * Fills long audio with recordings drawn one after the other, each from a random place to its
   * end; zeros where there are none.
   */
  public void fill(float[] samples, float volume, RandomGenerator random) {
    int at = 0;
    while (at < samples.length && !recordings.isEmpty()) {
      float[] noise = recordings.get(random.nextInt(recordings.size()));
      for (int i = random.nextInt(noise.length); i < noise.length && at < samples.length; i++) {
        samples[at++] = noise[i] * volume;
      }
    }
  }

  float[] recording(int index) {
    return recordings.get(index);
  }
}
