/**
 * Frozen TensorFlow graphs: reading, recognizing what is not one, topological order, inputs and
 * outputs, static shapes, FLOPs.
 */
package io.kwsbench.graph;
