package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.compile.internal.recurrent.Affine.Product;
import io.kwsbench.compile.internal.recurrent.Affine.Scaled;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a sequence's gates from outside, for all times in one product. */
final class Inputs {
  private final CellChain chain;
  private final int time;
  private final int batch;
  private final int padded;
  private final int width;
  private final String name;
  private final List<Op> ops;

  /**
   * @param padded columns of a gate
   * @param ops where operations go
   */
  Inputs(CellChain chain, int padded, List<Op> ops) {
    this.chain = chain;
    this.time = chain.cells().size();
    this.batch = chain.first().rows();
    this.padded = padded;
    this.width = padded * chain.first().gates().size();
    this.name = chain.last().hidden().name();
    this.ops = ops;
  }

  /** {@code [time · batch][gates · padded]}: x W + b. */
  Tensor build() {
    float[] bias = new float[width];
    for (int g = 0; g < chain.first().gates().size(); g++) {
      float[] shift = chain.first().gates().get(g).shift();
      System.arraycopy(shift, 0, bias, g * padded, shift.length);
    }
    Tensor sum = Tensor.NONE;
    for (Map.Entry<List<Region>, float[]> stream : streams().entrySet()) {
      sum = product(stream.getKey(), stream.getValue(), sum.isPresent() ? null : bias, sum);
    }
    return sum.isPresent() ? sum : repeated(bias);
  }

  private Tensor repeated(float[] bias) {
    float[] rows = new float[time * batch * width];
    for (int i = 0; i < time * batch; i++) {
      System.arraycopy(bias, 0, rows, i * width, width);
    }
    return Tensor.floats(name + "/inputs", Shape.of(time * batch, width), rows);
  }

  /** Weights of every sequence of regions that goes in. */
  private Map<List<Region>, float[]> streams() {
    Map<List<Region>, float[]> streams = new LinkedHashMap<>();
    for (int g = 0; g < chain.first().gates().size(); g++) {
      Affine gate = chain.first().gates().get(g);
      int which = g;
      for (int i = 0; i < gate.products().size(); i++) {
        int index = i;
        if (!chain.recurrent().get(g).contains(i)) {
          Product product = gate.products().get(i);
          List<Region> from =
              chain.cells().stream()
                  .map(cell -> cell.gates().get(which).products().get(index).source())
                  .toList();
          product.weights().addTo(weights(streams, from), width, g * padded);
        }
      }
      for (int i = 0; i < gate.terms().size(); i++) {
        int index = i;
        Scaled term = gate.terms().get(i);
        List<Region> from =
            chain.cells().stream()
                .map(cell -> cell.gates().get(which).terms().get(index).source())
                .toList();
        float[] weights = weights(streams, from);
        for (int c = 0; c < term.factors().length; c++) {
          weights[c * width + g * padded + c] += term.factors()[c];
        }
      }
    }
    return streams;
  }

  private float[] weights(Map<List<Region>, float[]> streams, List<Region> from) {
    return streams.computeIfAbsent(from, key -> new float[from.get(0).cols() * width]);
  }

  private Tensor product(List<Region> from, float[] weights, float[] bias, Tensor sum) {
    int k = from.get(0).cols();
    Tensor x = new StackedRows(name, ops).of(from);
    Tensor w = Tensor.floats(name + "/input_weights", Shape.of(k, width), weights);
    Tensor b = bias == null ? Tensor.NONE : Tensor.floats(name + "/bias", Shape.of(width), bias);
    Tensor out = Tensor.of(name + "/inputs", DType.FLOAT, Shape.of(time * batch, width));
    OpKind dense = new OpKind.Dense(time * batch, k, width, UnaryFunction.IDENTITY);
    ops.add(new Op(dense, List.of(x, w, b, sum), List.of(out), nodes()));
    return out;
  }

  private List<String> nodes() {
    return List.of(name);
  }
}
