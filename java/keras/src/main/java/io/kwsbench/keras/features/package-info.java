/** Model inputs from a clip: samples, spectra, coefficients. */
package io.kwsbench.keras.features;
