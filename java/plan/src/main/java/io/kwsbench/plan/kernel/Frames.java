package io.kwsbench.plan.kernel;

/**
 * The spectra of a waveform's frames.
 *
 * @param samples of the waveform
 * @param window samples of a frame
 * @param stride samples from one frame to the next
 */
record Frames(int samples, int window, int stride) {
  /** Whole frames in the waveform. */
  double count() {
    return samples < window || stride < 1 ? 0 : 1 + (samples - window) / stride;
  }

  /** A frame's samples and the zeros behind them: a power of two, at least 2. */
  private double fftLength() {
    double length = 2;
    while (length < window) {
      length *= 2;
    }
    return length;
  }

  /** Frequencies of a frame. */
  int bins() {
    return (int) (fftLength() / 2) + 1;
  }

  /** Of a frame: window, real FFT (2.5 n log2 n), 4 a frequency. */
  double executedFlops() {
    double n = fftLength();
    return window + 2.5 * n * (Math.log(n) / Math.log(2)) + 4.0 * bins();
  }
}
