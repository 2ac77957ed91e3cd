package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.compile.internal.recurrent.Affine.Product;
import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the operations of one sequence of cells. */
final class SequenceBuilder {
  private final CellChain chain;
  private final Cell cell;
  private final int padded;
  private final List<Op> ops = new ArrayList<>();

  private SequenceBuilder(CellChain chain) {
    this.chain = chain;
    this.cell = chain.first();
    this.padded = OpKind.Sequence.padded(cell.units());
  }

  /** Operations that make everything that a chain's cells hand on. */
  static List<Op> build(CellChain chain) {
    SequenceBuilder builder = new SequenceBuilder(chain);
    builder.recurrence();
    return builder.ops;
  }

  /** The outputs of the operations that replace the cells. */
  static Set<Tensor> made(CellChain chain) {
    Set<Tensor> made = new HashSet<>(chain.outputs());
    made.add(chain.last().state());
    return made;
  }

  private void recurrence() {
    int time = chain.cells().size();
    int batch = cell.rows();
    int hidden = chain.hidden();
    Tensor inputs = new Inputs(chain, padded, ops).build();
    Tensor initial = initial(chain.initial(), "/h0");
    OpKind.Sequence sequence = new OpKind.Sequence(time, batch, cell.units(), false);
    Tensor all =
        Tensor.of(
            chain.last().hidden().name() + "/sequence",
            DType.FLOAT,
            Shape.of((long) time * batch, hidden));
    switch (cell.type()) {
      case LSTM -> lstm(sequence, inputs, initial, all);
      case GRU -> gru(sequence, inputs, initial, all);
      case RNN ->
          add(
              new OpKind.Rnn(sequence, cell.function()),
              List.of(inputs, weights(0, 1), initial),
              List.of(all));
    }
    for (int t = 0; t < time; t++) {
      int size = batch * hidden;
      OpKind view = new OpKind.View(t * size, List.of(size), List.of(1));
      add(view, List.of(all), List.of(chain.outputs().get(t)));
    }
  }

  private void lstm(OpKind.Sequence sequence, Tensor inputs, Tensor initial, Tensor all) {
    int columns = chain.projection() == null ? 0 : chain.projection().columns();
    float clip = chain.projection() == null ? 0 : chain.projection().clip();
    OpKind kind =
        new OpKind.Lstm(sequence, cell.gate(), cell.function(), cell.clip(), columns, clip);
    add(
        kind,
        List.of(
            inputs,
            weights(0, 4),
            initial,
            initial(cell.previous(), "/c0"),
            peepholes(),
            columns == 0 ? Tensor.NONE : chain.projection().weights()),
        List.of(all, Tensor.NONE, chain.last().state()));
  }

  private void gru(OpKind.Sequence sequence, Tensor inputs, Tensor initial, Tensor all) {
    boolean after = cell.candidate() != null;
    Tensor candidate = weights(2, 1);
    Tensor bias = Tensor.NONE;
    if (after) {
      float[] inner = new float[cell.units() * padded];
      cell.candidate().products().forEach(p -> p.weights().addTo(inner, padded, 0));
      candidate = constant("/candidate_weights", inner, cell.units(), padded);
      float[] shift = new float[padded];
      System.arraycopy(cell.candidate().shift(), 0, shift, 0, cell.units());
      bias = Tensor.floats(cell.hidden().name() + "/candidate_bias", Shape.of(padded), shift);
    }
    add(
        new OpKind.Gru(sequence, cell.gate(), cell.function(), after),
        List.of(inputs, weights(0, 2), candidate, initial, bias),
        List.of(all));
  }

  private void add(OpKind kind, List<Tensor> inputs, List<Tensor> outputs) {
    ops.add(new Op(kind, inputs, outputs, List.of(cell.hidden().name())));
  }

  /** Recurrent weights of some gates, each padded. */
  private Tensor weights(int from, int count) {
    int width = count * padded;
    float[] all = new float[chain.hidden() * width];
    for (int g = from; g < from + count; g++) {
      List<Product> products = cell.gates().get(g).products();
      for (int i : chain.recurrent().get(g)) {
        products.get(i).weights().addTo(all, width, (g - from) * padded);
      }
    }
    return constant("/recurrent_weights", all, chain.hidden(), width);
  }

  private Tensor constant(String what, float[] values, int rows, int cols) {
    return Tensor.floats(cell.hidden().name() + what, Shape.of(rows, cols), values);
  }

  private Tensor peepholes() {
    if (cell.peepholes().isEmpty()) {
      return Tensor.NONE;
    }
    float[] all = new float[3 * padded];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(cell.peepholes().get(i), 0, all, i * padded, cell.units());
    }
    return constant("/peepholes", all, 3, padded);
  }

  /** The state that a sequence starts from; none when it is zero. */
  private Tensor initial(Region region, String what) {
    if (region.tensor().isConstant()) {
      Literal value = region.tensor().value().orElseThrow();
      boolean zero = true;
      for (int r = 0; r < region.rows(); r++) {
        for (int c = 0; c < region.cols(); c++) {
          zero &= value.real(region.index(r, c)) == 0;
        }
      }
      if (zero) {
        return Tensor.NONE;
      }
    }
    return tensor(region, cell.hidden().name() + what, ops);
  }

  /** A region as a tensor: the one it is, or a view of it. */
  static Tensor tensor(Region region, String name, List<Op> ops) {
    if (region.isWhole()) {
      Tensor whole = region.tensor();
      if (whole.rank() == 2 && whole.dim(0) == region.rows()) {
        return whole;
      }
    }
    Tensor rows = Tensor.of(name, DType.FLOAT, Shape.of(region.rows(), region.cols()));
    List<Integer> dims = List.of(region.rows(), region.cols());
    List<Integer> strides = List.of(region.rowStride(), 1);
    OpKind view = new OpKind.View(region.offset(), dims, strides);
    ops.add(new Op(view, List.of(region.tensor()), List.of(rows), List.of(name)));
    return rows;
  }
}
