package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.compile.internal.recurrent.Affine.Product;
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
 * h = u · h' + (1 − u) · c, c = f(x W + (r · h') U + b) (Cho et al. 2014), or f(x W + b + r · (h' U
 * + d)) as cuDNN has it.
 */
final class GruMatcher {
  private final CellMatcher cells;

  GruMatcher(CellMatcher cells) {
    this.cells = cells;
  }

  Optional<Cell> match(Op op) {
    for (int order = 0; order < 8; order++) {
      Optional<Op> kept = cells.binary(op.in(order & 1), BinaryFn.MUL);
      Optional<Op> added = cells.binary(op.in(1 - (order & 1)), BinaryFn.MUL);
      if (kept.isEmpty() || added.isEmpty()) {
        return Optional.empty();
      }
      int u = order >> 1 & 1;
      int v = order >> 2 & 1;
      Optional<Cell> cell =
          cell(
              op, kept.get().in(u), kept.get().in(1 - u), added.get().in(v), added.get().in(1 - v));
      if (cell.isPresent()) {
        return cell;
      }
    }
    return Optional.empty();
  }

  /** One side's gate is one minus the other's. */
  private Optional<Cell> cell(Op op, Tensor keep, Tensor before, Tensor add, Tensor candidate) {
    int rows = op.out().dim(0);
    Optional<Activated> update =
        isComplement(add, keep, rows)
            ? cells.activated(keep, rows)
            : isComplement(keep, add, rows)
                ? cells.activated(add, rows).map(Activated::complement)
                : Optional.empty();
    Optional<Region> previous = cells.source(before, rows);
    if (update.filter(Activated::isGate).isEmpty() || previous.isEmpty()) {
      return Optional.empty();
    }
    return cells
        .activated(candidate, rows)
        .flatMap(c -> before(op, update.get(), previous.get(), c))
        .filter(c -> Activated.isCellFunction(c.function()));
  }

  private boolean isComplement(Tensor tensor, Tensor of, int rows) {
    return cells
        .unary(tensor)
        .filter(op -> ((OpKind.Unary) op.kind()).fn().equals(UnaryFunction.affine(-1, 1)))
        .flatMap(op -> cells.source(op.in(0), rows))
        .flatMap(source -> cells.source(of, rows).map(source::equals))
        .orElse(false);
  }

  /** A gate, and the product of it with the state. */
  private record Reset(Region gate, Activated of) {}

  /** The reset gate multiplies the state: one gate, and nothing else of the state goes in. */
  private Optional<Cell> before(Op op, Activated update, Region previous, Activated candidate) {
    List<Product> products = new ArrayList<>();
    Reset reset = null;
    for (Product product : candidate.of().products()) {
      Optional<Reset> gate =
          product.source().isWhole() ? reset(product.source(), previous) : Optional.empty();
      boolean another =
          gate.isPresent() && reset != null && !reset.gate().equals(gate.get().gate());
      if (another) {
        return Optional.empty();
      }
      reset = gate.orElse(reset);
      products.add(gate.isPresent() ? new Product(previous, product.weights()) : product);
    }
    boolean beside = candidate.of().products().stream().anyMatch(p -> p.source().equals(previous));
    if (beside) {
      return Optional.empty();
    }
    if (reset == null) {
      return after(op, update, previous, candidate);
    }
    Affine form = new Affine(products, candidate.of().terms(), candidate.of().shift());
    return cell(op, previous, update, reset.of(), candidate.fn(), form, null);
  }

  /** The gate of r · h', when a region is that. */
  private Optional<Reset> reset(Region region, Region previous) {
    Optional<Op> product = cells.binary(region.tensor(), BinaryFn.MUL);
    for (int i = 0; i < 2 && product.isPresent(); i++) {
      int rows = region.rows();
      Tensor gate = product.get().in(1 - i);
      boolean state = cells.source(product.get().in(i), rows).filter(previous::equals).isPresent();
      Optional<Reset> reset =
          cells
              .activated(gate, rows)
              .filter(Activated::isGate)
              .flatMap(of -> cells.source(gate, rows).map(from -> new Reset(from, of)));
      if (state && reset.isPresent()) {
        return reset;
      }
    }
    return Optional.empty();
  }

  /** The reset gate multiplies the product. */
  private Optional<Cell> after(Op op, Activated update, Region previous, Activated candidate) {
    for (Scaled term : candidate.of().terms()) {
      Optional<Op> product = cells.binary(term.source().tensor(), BinaryFn.MUL);
      boolean whole = term.isPlain() && term.source().isWhole();
      for (int i = 0; i < 2 && whole && product.isPresent(); i++) {
        int rows = previous.rows();
        Optional<Activated> reset = cells.activated(product.get().in(i), rows);
        Affine inner = cells.affine(product.get().in(1 - i), rows);
        boolean linear = inner.terms().isEmpty() && !inner.products().isEmpty();
        boolean ofState = inner.products().stream().allMatch(p -> p.source().equals(previous));
        if (reset.filter(Activated::isGate).isPresent() && linear && ofState) {
          List<Scaled> others = new ArrayList<>(candidate.of().terms());
          others.remove(term);
          Affine form = new Affine(candidate.of().products(), others, candidate.of().shift());
          return cell(op, previous, update, reset.get(), candidate.fn(), form, inner);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Cell> cell(
      Op op,
      Region previous,
      Activated update,
      Activated reset,
      UnaryFunction function,
      Affine candidate,
      Affine inner) {
    if (!update.fn().equals(reset.fn())) {
      return Optional.empty();
    }
    return Optional.of(
        new Cell(
            Cell.Type.GRU,
            previous.rows(),
            op.out(),
            op.out(),
            previous,
            update.fn(),
            function,
            0,
            List.of(reset.of(), update.of(), candidate),
            List.of(),
            inner));
  }
}
