package io.kwsbench.freeze.lambda;

import io.kwsbench.freeze.ir.GraphBuilder;
import io.kwsbench.freeze.layer.Activations;

/**
 * Where a Lambda's operations go, the activations of its Keras version, and which code may call the
 * original project's functions by name.
 */
record Surroundings(GraphBuilder graph, Activations activations, KnownNames names) {}
