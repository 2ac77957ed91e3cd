/**
 * The graph while it is made: nodes with static shapes, in an order in which they can run.
 *
 * <p>{@link io.kwsbench.rewrite.ir.IrBuilder} appends nodes and knows every shape; the graph holds
 * TensorFlow's own operations, so that writing it out is a matter of spelling.
 */
package io.kwsbench.rewrite.ir;
