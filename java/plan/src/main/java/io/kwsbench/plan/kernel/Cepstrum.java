package io.kwsbench.plan.kernel;

import io.kwsbench.natives.AudioStyle;

/**
 * Mel filters, logarithm and DCT, {@code kws_cepstrum}.
 *
 * @param sampleRate the rate that a step expects, in Hz
 */
public record Cepstrum(
    AudioStyle style,
    int sampleRate,
    float lowerHertz,
    float upperHertz,
    int bands,
    int coefficients) {

  /** Of a frame: magnitudes and filters, logarithms, DCT. */
  double executedFlops(int bins) {
    return 5.0 * bins + 20.0 * bands + 2.0 * bands * coefficients;
  }
}
