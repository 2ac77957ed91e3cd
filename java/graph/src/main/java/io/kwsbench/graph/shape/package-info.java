/**
 * Static shapes and element types of every tensor of a graph, and the values of those that are
 * constant or follow from shapes. One class a family of ops; semantics are those of TensorFlow's
 * kernels and of {@code core/ops/*.cc} shape functions.
 */
package io.kwsbench.graph.shape;
