package io.kwsbench.lambda;

import io.kwsbench.rewrite.ir.IrBuilder;

/** The graph, the activations and the permitted function names of a Lambda's operations. */
record Surroundings(IrBuilder graph, ActivationFunctions activations, KnownNames names) {}
