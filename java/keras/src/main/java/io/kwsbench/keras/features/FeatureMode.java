package io.kwsbench.keras.features;

import io.kwsbench.KwsException;
import java.util.Arrays;
import java.util.Locale;

/** Kinds of model input; the 2017 entry's {@code output_representation}. */
public enum FeatureMode {
  /** The samples. */
  RAW(false, false),
  /** Magnitudes of the short-time Fourier transform. */
  SPEC(true, false),
  /** Mel-frequency cepstral coefficients. */
  MFCC(false, true),
  /** Both the coefficients and the samples. */
  MFCC_AND_RAW(false, true);

  private final boolean spectrum;
  private final boolean cepstrum;

  FeatureMode(boolean spectrum, boolean cepstrum) {
    this.spectrum = spectrum;
    this.cepstrum = cepstrum;
  }

  boolean hasSpectrum() {
    return spectrum;
  }

  boolean hasCepstrum() {
    return cepstrum;
  }

  /** Returns whether the samples are an input of the model. */
  public boolean hasSamples() {
    return this == RAW || this == MFCC_AND_RAW;
  }

  /** The name as flags spell it: {@code mfcc_and_raw}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws KwsException when there is none of that name
   */
  public static FeatureMode ofLabel(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new KwsException("no features '" + label + "'; raw, spec, mfcc, mfcc_and_raw"));
  }
}
