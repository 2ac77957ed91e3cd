/**
 * Finds recurrent cells in unrolled loops and makes one operation of each sequence: products with
 * the inputs are batched over time, and one step runs the cells.
 *
 * <p>How a graph spells a cell does not matter much: {@link AffineReader} reads what goes into a
 * gate as products, factors and a shift, wherever the graph splits, joins, slices and adds; {@link
 * CellMatcher} knows the equations of the cells; {@link Chains} follows the state from cell to
 * cell; {@link SequenceBuilder} writes the operations. What is not recognized stays unrolled.
 */
package io.kwsbench.compile.internal.recurrent;
