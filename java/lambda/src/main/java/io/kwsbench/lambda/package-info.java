/**
 * The Python functions of Keras's Lambda layers, followed symbolically and never executed.
 *
 * <p>{@link io.kwsbench.lambda.LambdaFunction} is the entry. {@link io.kwsbench.lambda.Interpreter}
 * walks the instructions with tensors of the graph as values; {@link io.kwsbench.lambda.Vocabulary}
 * is the list of functions that it can call. What is on neither path is an error.
 */
package io.kwsbench.lambda;
