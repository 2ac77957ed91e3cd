package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Tensor;
import java.util.List;

/**
 * Cells of one function, each going on from the one before.
 *
 * @param cells in order
 * @param outputs what each hands on: its hidden state, or the projection of it
 * @param projection null for none
 * @param recurrent for each gate, which of its products are with what the cell before handed on
 * @param initial what the first cell takes in its place
 */
record CellChain(
    List<Cell> cells,
    List<Tensor> outputs,
    Projection projection,
    List<List<Integer>> recurrent,
    Region initial) {
  Cell first() {
    return cells.get(0);
  }

  Cell last() {
    return cells.get(cells.size() - 1);
  }

  /** Columns of what is handed on. */
  int hidden() {
    return projection == null ? first().units() : projection.columns();
  }
}
