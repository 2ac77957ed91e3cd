package io.kwsbench.plan.kernel;

import io.kwsbench.tensor.RealFft;

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

  /** Frequencies of a frame. */
  int bins() {
    return (int) RealFft.bins(window);
  }

  /** Of a frame: window, real FFT (2.5 n log2 n), 4 a frequency. */
  double executedFlops() {
    return window + RealFft.flops(RealFft.length(window)) + 4.0 * bins();
  }
}
