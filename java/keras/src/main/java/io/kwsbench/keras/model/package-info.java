/**
 * The architecture that a Keras checkpoint describes: its {@code model_config} JSON as layers and
 * the tensors that connect them.
 *
 * <p>Reads what Keras 2.0 to 2.15, tf_keras and Keras 3 write into HDF5 files. Nothing here knows
 * what a layer computes.
 */
package io.kwsbench.keras.model;
