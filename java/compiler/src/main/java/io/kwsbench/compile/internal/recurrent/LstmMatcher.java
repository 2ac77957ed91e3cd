package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.compile.internal.recurrent.Affine.Scaled;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * h = o · f(c), c = f_gate · c' + i · f(g), clipped or not, with peepholes or not (Sak et al.
 * 2014).
 */
final class LstmMatcher {
  private final CellMatcher cells;

  LstmMatcher(CellMatcher cells) {
    this.cells = cells;
  }

  Optional<Cell> match(Op op) {
    return output(op, 0).or(() -> output(op, 1));
  }

  private Optional<Cell> output(Op op, int gate) {
    int rows = op.out().dim(0);
    Optional<Op> function = cells.unary(op.in(1 - gate));
    if (function.isEmpty()) {
      return Optional.empty();
    }
    UnaryFunction fn = ((OpKind.Unary) function.get().kind()).fn();
    Tensor c = function.get().in(0);
    return cells
        .activated(op.in(gate), rows)
        .filter(o -> o.isGate() && Activated.isCellFunction(fn))
        .flatMap(o -> state(op.out(), rows, fn, c, o));
  }

  private Optional<Cell> state(Tensor h, int rows, UnaryFunction fn, Tensor c, Activated o) {
    Optional<CellMatcher.Clipped> clipped = cells.clipped(c);
    Optional<Op> add = clipped.flatMap(x -> cells.binary(x.of(), BinaryFn.ADD));
    if (add.isEmpty()) {
      return Optional.empty();
    }
    for (int order = 0; order < 8; order++) {
      Optional<Op> kept = cells.binary(add.get().in(order & 1), BinaryFn.MUL);
      Optional<Op> added = cells.binary(add.get().in(1 - (order & 1)), BinaryFn.MUL);
      if (kept.isEmpty() || added.isEmpty()) {
        return Optional.empty();
      }
      int f = order >> 1 & 1;
      int i = order >> 2 & 1;
      Optional<Cell> cell =
          cell(
              new Parts(h, rows, fn, c, clipped.get().limit(), o),
              kept.get().in(f),
              kept.get().in(1 - f),
              added.get().in(i),
              added.get().in(1 - i));
      if (cell.isPresent()) {
        return cell;
      }
    }
    return Optional.empty();
  }

  private record Parts(Tensor h, int rows, UnaryFunction fn, Tensor c, float clip, Activated o) {}

  private Optional<Cell> cell(Parts parts, Tensor f, Tensor before, Tensor i, Tensor g) {
    int rows = parts.rows();
    Optional<Activated> forget = cells.activated(f, rows).filter(Activated::isGate);
    Optional<Activated> input = cells.activated(i, rows).filter(Activated::isGate);
    Optional<Activated> added = cells.activated(g, rows).filter(a -> a.fn().equals(parts.fn()));
    Optional<Region> previous = cells.source(before, rows);
    if (forget.isEmpty() || input.isEmpty() || added.isEmpty() || previous.isEmpty()) {
      return Optional.empty();
    }
    UnaryFunction gate = parts.o().fn();
    if (!forget.get().fn().equals(gate) || !input.get().fn().equals(gate)) {
      return Optional.empty();
    }
    Region state = Region.whole(parts.c(), rows);
    List<float[]> peepholes = new ArrayList<>();
    List<Affine> gates = new ArrayList<>();
    gates.add(split(input.get().of(), previous.get(), peepholes));
    gates.add(split(forget.get().of(), previous.get(), peepholes));
    gates.add(added.get().of());
    gates.add(split(parts.o().of(), state, peepholes));
    boolean none = peepholes.stream().allMatch(LstmMatcher::isZero);
    return Optional.of(
        new Cell(
            Cell.Type.LSTM,
            rows,
            parts.h(),
            parts.c(),
            previous.get(),
            gate,
            parts.fn(),
            parts.clip(),
            gates,
            none ? List.of() : peepholes,
            null));
  }

  /** Takes a gate's look at the state out of its form. */
  private static Affine split(Affine gate, Region state, List<float[]> peepholes) {
    float[] peephole = new float[gate.shift().length];
    List<Scaled> others = new ArrayList<>();
    for (Scaled term : gate.terms()) {
      if (term.source().equals(state)) {
        for (int k = 0; k < peephole.length; k++) {
          peephole[k] += term.factors()[k];
        }
      } else {
        others.add(term);
      }
    }
    peepholes.add(peephole);
    return new Affine(gate.products(), others, gate.shift());
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
