package io.kwsbench.tensorflow.formats;

/**
 * The features of {@code tf.signal} by their definitions, in doubles and plain loops.
 *
 * @param window samples of a frame
 * @param hop samples from frame to frame
 * @param bands mel filters
 */
record PlainFeatures(int window, int hop, int bands, double lowerHertz, double upperHertz) {
  private static final int RATE = 16_000;

  private int length() {
    return Integer.highestOneBit(window - 1) << 1;
  }

  /** Magnitudes, [frames][bins]. */
  double[][] magnitudes(float[] samples) {
    int frames = (samples.length - window) / hop + 1;
    int bins = length() / 2 + 1;
    double[][] spectra = new double[frames][bins];
    double period = window % 2 == 0 ? window : window - 1;
    for (int frame = 0; frame < frames; frame++) {
      for (int bin = 0; bin < bins; bin++) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < window; i++) {
          double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / period);
          double sample = samples[frame * hop + i] * hann;
          double angle = 2 * Math.PI * ((long) bin * i % length()) / length();
          real += sample * Math.cos(angle);
          imaginary -= sample * Math.sin(angle);
        }
        spectra[frame][bin] = Math.hypot(real, imaginary);
      }
    }
    return spectra;
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }

  private double weight(int bin, int band) {
    double low = mel(lowerHertz);
    double step = (mel(upperHertz) - low) / (bands + 1);
    double at = mel((double) bin * RATE / length());
    double up = (at - (low + band * step)) / step;
    double down = (low + (band + 2) * step - at) / step;
    return bin == 0 ? 0 : Math.max(0, Math.min(up, down));
  }

  /** Logarithms of the bands' magnitudes, [frames][bands]. */
  double[][] logMel(float[] samples) {
    double[][] spectra = magnitudes(samples);
    double[][] logs = new double[spectra.length][bands];
    for (int frame = 0; frame < logs.length; frame++) {
      for (int band = 0; band < bands; band++) {
        double sum = 0;
        for (int bin = 0; bin < spectra[frame].length; bin++) {
          sum += spectra[frame][bin] * weight(bin, band);
        }
        logs[frame][band] = Math.log(sum + 1e-6);
      }
    }
    return logs;
  }

  /** Coefficients, row-major [frames][coefficients]. */
  double[][] mfcc(float[] samples, int coefficients) {
    double[][] logs = logMel(samples);
    double[][] cepstra = new double[logs.length][coefficients];
    for (int frame = 0; frame < logs.length; frame++) {
      for (int k = 0; k < coefficients; k++) {
        double sum = 0;
        for (int band = 0; band < bands; band++) {
          sum += logs[frame][band] * Math.cos(Math.PI * k * (band + 0.5) / bands);
        }
        cepstra[frame][k] = sum * Math.sqrt(2.0 / bands);
      }
    }
    return cepstra;
  }
}
