/**
 * Keras checkpoints in HDF5, read and written without Python.
 *
 * <p>{@link io.kwsbench.keras.checkpoint.KerasCheckpoint#read} takes whole models ({@code
 * model.save}) and weights alone ({@code save_weights}) of Keras 2.0 to 3; {@link
 * io.kwsbench.keras.checkpoint.CheckpointWriter} writes whole models that Keras 2.1.2 loads,
 * optimizer state included. Nothing here knows what a layer means: the configuration stays JSON
 * text.
 *
 * <p>The layout is that of Keras 2's {@code keras/engine/topology.py} ({@code
 * save_weights_to_hdf5_group}) and {@code keras/models.py} ({@code save_model}).
 */
package io.kwsbench.keras.checkpoint;
