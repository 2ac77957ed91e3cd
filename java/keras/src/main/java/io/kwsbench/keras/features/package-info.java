/** What a model is given of a clip: samples, spectra, coefficients. */
package io.kwsbench.keras.features;
