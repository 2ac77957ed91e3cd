package io.kwsbench.label;

/** What a 16-bit sample of a WAV file becomes. */
public enum SampleScale {
  /** Its 32768th, as TensorFlow's DecodeWav has it. */
  DECODE_WAV(32768) {
    @Override
    void apply(float[] samples) {
      // clips are read so
    }
  },
  /** Its 32767th in float32, as the original's {@code make_submission_on_rpi.py} has it. */
  DEVICE(32767) {
    @Override
    void apply(float[] samples) {
      for (int i = 0; i < samples.length; i++) {
        // the product is exact: only the division rounds, as it does there
        samples[i] = samples[i] * 32768f / 32767f;
      }
    }
  };

  private final float fullScale;

  SampleScale(float fullScale) {
    this.fullScale = fullScale;
  }

  /** What 16-bit samples are divided by. */
  float fullScale() {
    return fullScale;
  }

  /** Rescales samples that were read as the 32768th of their 16 bits. */
  abstract void apply(float[] samples);
}
