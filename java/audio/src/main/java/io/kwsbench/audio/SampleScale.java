package io.kwsbench.audio;

/**
 * The float value of a 16-bit sample. There are two scales, and a model's outputs are those that
 * its authors saw only under theirs.
 */
public enum SampleScale {
  /** Its 32768th, which is exact: so TensorFlow's DecodeWav has it, and {@link Clip}. */
  DECODE_WAV(32768f),
  /**
   * Its 32767th, rounded to float32: so the 2017 system's scripts on NumPy arrays have it ({@code
   * make_submission_on_rpi.py}, {@code create_tta_set.py}, {@code create_pseudo_with_thresh.py}).
   */
  DEVICE(32767f);

  private final float fullScale;

  SampleScale(float fullScale) {
    this.fullScale = fullScale;
  }

  /** The divisor of 16-bit samples. */
  public float fullScale() {
    return fullScale;
  }

  /** The float of one 16-bit sample. */
  public float of(short sample) {
    return sample / fullScale;
  }

  /**
   * The floats of 16-bit samples, one for each.
   *
   * @throws IndexOutOfBoundsException when {@code floats} is shorter
   */
  public void decode(short[] samples, float[] floats) {
    for (int i = 0; i < samples.length; i++) {
      floats[i] = samples[i] / fullScale;
    }
  }

  /** Rescales samples that were decoded as {@link #DECODE_WAV} has it, in place. */
  public void rescale(float[] samples) {
    if (this == DECODE_WAV) {
      return;
    }
    for (int i = 0; i < samples.length; i++) {
      // the product is exact: only the division rounds, as if the 16 bits were divided
      samples[i] = samples[i] * DECODE_WAV.fullScale / fullScale;
    }
  }
}
