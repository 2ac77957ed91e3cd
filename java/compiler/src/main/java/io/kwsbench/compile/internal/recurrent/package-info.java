/**
 * Finds recurrent cells in a program whose loops were unrolled, and makes one operation of each
 * sequence of them: the products with the inputs batched over time, the recurrence in one step.
 *
 * <p>How a graph spells a cell does not matter much: {@link AffineReader} reads what goes into a
 * gate as products, factors and a shift, wherever the graph splits, joins, slices and adds; {@link
 * CellMatcher} knows the equations of the cells; {@link Chains} follows the state from cell to
 * cell; {@link SequenceBuilder} writes the operations. What is not recognised stays unrolled.
 */
package io.kwsbench.compile.internal.recurrent;
