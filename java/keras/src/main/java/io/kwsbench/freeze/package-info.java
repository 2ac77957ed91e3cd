/**
 * Freezing: from a Keras checkpoint to a TensorFlow graph of constants.
 *
 * <p>{@link io.kwsbench.freeze.Freezer} runs the stations: layers become operations ({@code layer},
 * {@code lambda}) of a graph with static shapes ({@code ir}), which is made cheaper ({@code
 * optimize}) and written as a GraphDef.
 */
package io.kwsbench.freeze;
