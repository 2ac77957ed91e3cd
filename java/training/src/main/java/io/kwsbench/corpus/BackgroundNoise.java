package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  /** A figure of each recording. */
  public double[] measured(ToDoubleFunction<float[]> figure) {
    return recordings.stream().mapToDouble(figure).toArray();
  }

  /** Part of a recording, from a sample on. */
  public record Excerpt(int recording, int from, int count) {}

  /**
   * Draws recordings that fill long audio one after the other, each from a random place to its end;
   * none where there are no recordings.
   *
   * @param length of the audio in samples
   */
  public List<Excerpt> draw(int length, RandomGenerator random) {
    List<Excerpt> drawn = new ArrayList<>();
    for (int left = recordings.isEmpty() ? 0 : length; left > 0; ) {
      int recording = random.nextInt(recordings.size());
      int size = recordings.get(recording).length;
      int from = random.nextInt(size);
      int count = Math.min(size - from, left);
      drawn.add(new Excerpt(recording, from, count));
      left -= count;
    }
    return drawn;
  }

  /**
   * Writes samples of an excerpt.
   *
   * @param skipped samples of the excerpt before them
   */
  public void copy(
      Excerpt excerpt, int skipped, float volume, float[] samples, int offset, int count) {
    float[] noise = recordings.get(excerpt.recording());
    int from = excerpt.from() + skipped;
    for (int i = 0; i < count; i++) {
      samples[offset + i] = noise[from + i] * volume;
    }
  }

  float[] recording(int index) {
    return recordings.get(index);
  }
}
