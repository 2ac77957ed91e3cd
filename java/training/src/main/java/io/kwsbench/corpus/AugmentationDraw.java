package io.kwsbench.corpus;

import java.util.random.RandomGenerator;

/**
 * Draws what is done to a training clip, in the order of the 2017 system's {@code get_data}: shift,
 * noise, volume, sign.
 */
record AugmentationDraw(Augmentation augmentation, BackgroundNoise background, int clipSamples) {
  /** Nine of ten silent samples without noise get some. */
  private static final double NOISY_SILENCE = 0.9;

  /**
   * Draws the changes to a clip.
   *
   * @param clip null for silence
   */
  Mix draw(float[] clip, RandomGenerator random) {
    int shift =
        random.nextDouble() < augmentation.shift().frequency()
            ? random.nextInt(augmentation.shift().least(), augmentation.shift().most() + 1)
            : 0;
    float[] noise = null;
    int offset = 0;
    double noiseVolume = 0;
    if (background.count() > 0) {
      noise = background.recording(random.nextInt(background.count()));
      // the original's bound, which leaves out the last place; a noise of one clip has one only
      offset = noise.length == clipSamples ? 0 : random.nextInt(noise.length - clipSamples);
      noiseVolume = noiseVolume(clip, noise, offset, random);
    }
    float foreground = clip == null ? 0 : foreground(random);
    if (clip != null && augmentation.noiseRatio().prescribed()) {
      noiseVolume *= Math.abs(foreground);
    }
    return new Mix(foreground, shift, noise, offset, (float) noiseVolume);
  }

  private double noiseVolume(float[] clip, float[] noise, int offset, RandomGenerator random) {
    NoiseRatio ratio = augmentation.noiseRatio();
    if (!ratio.prescribed()) {
      return noiseVolume(clip == null, random);
    }
    double noisy =
        clip == null
            ? Math.max(NOISY_SILENCE, augmentation.noise().frequency())
            : augmentation.noise().frequency();
    return random.nextDouble() < noisy ? ratio.volume(clip, noise, offset, clipSamples, random) : 0;
  }

  private double noiseVolume(boolean silence, RandomGenerator random) {
    if (random.nextDouble() < augmentation.noise().frequency()) {
      return random.nextDouble() * augmentation.noise().volume();
    }
    if (silence && random.nextDouble() < NOISY_SILENCE) {
      return random.nextDouble() * augmentation.noise().silenceVolume();
    }
    return 0;
  }

  private float foreground(RandomGenerator random) {
    double volume = 1;
    if (random.nextDouble() < augmentation.gain().frequency()) {
      volume += (2 * random.nextDouble() - 1) * augmentation.gain().volume();
    }
    return (float) (random.nextDouble() < augmentation.gain().flipFrequency() ? -volume : volume);
  }
}
