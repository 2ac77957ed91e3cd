/**
 * Training on TensorFlow's gradients, with the arithmetic of Keras 2.1.2.
 *
 * <p>{@link io.kwsbench.train.TrainingGraph} is one step of it; {@link io.kwsbench.train.Trainer}
 * runs epochs, keeps checkpoints and logs, and goes on after a crash as if there had been none.
 */
package io.kwsbench.train;
