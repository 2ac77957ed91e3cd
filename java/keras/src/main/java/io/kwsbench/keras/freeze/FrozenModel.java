package io.kwsbench.keras.freeze;

import io.kwsbench.metadata.ModelMetadata;

/**
 * A frozen graph with notices about it.
 *
 * @param name the model's name
 * @param layers how many layers the model has, those of nested models counted
 * @param weights how many numbers its layers hold in the checkpoint
 * @param nodes how many nodes the graph has
 * @param classes how many classes come out
 * @param metadata what the graph says about the model, such as the names of its classes
 * @param graph the serialized GraphDef
 */
public record FrozenModel(
    String name,
    int layers,
    long weights,
    int nodes,
    int classes,
    ModelMetadata metadata,
    byte[] graph) {}
