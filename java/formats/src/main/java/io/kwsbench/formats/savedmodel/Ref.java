package io.kwsbench.formats.savedmodel;

/**
 * An output of a node inside one graph or function.
 *
 * @param node the node's name; of a function's argument, that argument's
 * @param index which of its outputs, from 0
 */
record Ref(String node, int index) {}
