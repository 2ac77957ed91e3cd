/**
 * Lambda layers: their Python, followed symbolically and never executed.
 *
 * <p>{@link io.kwsbench.freeze.lambda.Interpreter} walks the instructions with tensors of the graph
 * as values; {@link io.kwsbench.freeze.lambda.Vocabulary} is the list of functions that it can
 * call. What is on neither path is an error.
 */
package io.kwsbench.freeze.lambda;
