package io.kwsbench.freeze.lambda;

import io.kwsbench.freeze.ir.GraphBuilder;
import io.kwsbench.freeze.layer.Activations;

/** Where a Lambda's operations go, and the activations of its Keras version. */
record Surroundings(GraphBuilder graph, Activations activations) {}
