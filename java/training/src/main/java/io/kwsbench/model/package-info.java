/**
 * Architectures, described once and interpreted twice.
 *
 * <p>An {@link io.kwsbench.model.Architecture} lists layers; {@link io.kwsbench.model.NetworkGraph}
 * makes TensorFlow nodes of them, {@link io.kwsbench.model.KerasModelConfig} the JSON that Keras
 * and {@code freeze} read. Layers that hold weights bear Keras's names and keep its order, so that
 * checkpoints of the 2017 system fit.
 */
package io.kwsbench.model;
