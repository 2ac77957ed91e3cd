/**
 * Freezing: from a Keras checkpoint to a TensorFlow graph of constants.
 *
 * <p>{@link io.kwsbench.keras.freeze.Freezer} runs the stations: layers become operations of a
 * {@linkplain io.kwsbench.rewrite.ir graph with static shapes}, which {@linkplain
 * io.kwsbench.rewrite passes} make cheaper, and which is written as a GraphDef.
 */
package io.kwsbench.keras.freeze;
