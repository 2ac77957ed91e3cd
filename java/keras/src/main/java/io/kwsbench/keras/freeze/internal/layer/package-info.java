/**
 * Inference of every Keras layer as TensorFlow operations.
 *
 * <p>The translation is literal: it makes the operations that Keras itself makes. What could be
 * cheaper is the business of {@link io.kwsbench.rewrite}.
 */
package io.kwsbench.keras.freeze.internal.layer;
