package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Long recordings to mix into clips, whole in memory. Immutable. */
public final class BackgroundNoise {
  private final List<float[]> recordings;

  private BackgroundNoise(List<float[]> recordings) {
    this.recordings = recordings;
  }

  /** No noise: nothing is mixed in. */
  public static BackgroundNoise none() {
    return new BackgroundNoise(List.of());
  }

  /**
   * Reads {@code _background_noise_/*.wav} of a data folder; without that folder there is none.
   *
   * @param sampleRate what to resample to, in hertz
   * @param clipSamples a clip's length: each recording must be longer
   * @throws KwsException when the folder is empty, or a recording is bad or too short
   */
  public static BackgroundNoise in(Path data, int sampleRate, int clipSamples) {
    Path folder = data.resolve(DataFolder.BACKGROUND_NOISE);
    if (!Files.isDirectory(folder)) {
      return none();
    }
    List<float[]> recordings = new ArrayList<>();
    for (Path file : DataFolder.wavs(folder)) {
      float[] samples = FittedClip.of(WavReader.read(file), sampleRate, -1, 1).clip().samples();
      if (samples.length <= clipSamples) {
        throw new KwsException(
            file
                + ": "
                + samples.length
                + " samples of background noise are no longer than a clip");
      }
      recordings.add(samples);
    }
    if (recordings.isEmpty()) {
      throw new KwsException(folder + ": no WAV files of background noise");
    }
    return new BackgroundNoise(List.copyOf(recordings));
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
