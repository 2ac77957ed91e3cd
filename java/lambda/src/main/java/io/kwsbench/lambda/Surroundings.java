package io.kwsbench.lambda;

import io.kwsbench.rewrite.ir.IrBuilder;

/**
 * Where a Lambda's operations go, the activations of its Keras version, and which code may call the
 * original project's functions by name.
 */
record Surroundings(IrBuilder graph, ActivationFunctions activations, KnownNames names) {}
