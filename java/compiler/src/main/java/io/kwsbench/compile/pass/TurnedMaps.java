package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Chain;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.OpKind.Reduce;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A copy that turns a map's rows into columns is left out where all that follows are chains,
 * reductions and copies that turn it back: they work on the map as it lies.
 */
final class TurnedMaps {
  private final Program program;
  private final Uses uses;
  private final Turn turn;

  /** What lies turned in the program, and what it is in place of that. */
  private final Map<Tensor, Tensor> turned = new HashMap<>();

  private final Set<Op> moved = new HashSet<>();

  private TurnedMaps(Program program, Uses uses, Turn turn) {
    this.program = program;
    this.uses = uses;
    this.turn = turn;
  }

  /** The program without such copies. */
  static Program apply(Program program) {
    Program now = program;
    for (Optional<Program> next = without(now); next.isPresent(); next = without(now)) {
      now = next.get();
    }
    return now;
  }

  private static Optional<Program> without(Program program) {
    Uses uses = new Uses(program);
    for (Op op : program.ops()) {
      Optional<Program> next =
          Turn.of(op).flatMap(turn -> new TurnedMaps(program, uses, turn).without(op));
      if (next.isPresent()) {
        return next;
      }
    }
    return Optional.empty();
  }

  /**
   * A map's turn.
   *
   * @param rows of the map before
   * @param columns of the map before
   */
  private record Turn(int rows, int columns) {
    static Optional<Turn> of(Op op) {
      if (!(op.kind() instanceof OpKind.View view) || view.offset() != 0) {
        return Optional.empty();
      }
      List<Integer> dims = new ArrayList<>();
      List<Integer> strides = new ArrayList<>();
      for (int i = 0; i < view.dims().size(); i++) {
        join(dims, strides, view.dims().get(i), view.strides().get(i));
      }
      boolean turns =
          dims.size() == 2
              && strides.equals(List.of(1, dims.get(0)))
              && op.in(0).elements() == dims.get(0) * dims.get(1);
      return turns ? Optional.of(new Turn(dims.get(1), dims.get(0))) : Optional.empty();
    }

    /** Appends an axis, or makes the last one longer. */
    private static void join(List<Integer> dims, List<Integer> strides, int dim, int stride) {
      int last = dims.size() - 1;
      if (dim == 1) {
        return;
      }
      if (last >= 0 && strides.get(last) == stride * dim) {
        dims.set(last, dims.get(last) * dim);
        strides.set(last, stride);
      } else {
        dims.add(dim);
        strides.add(stride);
      }
    }

    Turn back() {
      return new Turn(columns, rows);
    }

    int elements() {
      return rows * columns;
    }
  }

  private Optional<Program> without(Op copy) {
    turned.put(copy.out(), copy.in(0));
    Deque<Tensor> open = new ArrayDeque<>(List.of(copy.out()));
    while (!open.isEmpty()) {
      Tensor next = open.poll();
      if (program.fetches().containsValue(next)) {
        return Optional.empty();
      }
      for (Op user : uses.users(next)) {
        if (!fits(user)) {
          return Optional.empty();
        }
        if (moved.add(user) && user.kind() instanceof Chain) {
          Tensor out = user.out();
          turned.put(out, Tensor.of(out.name(), out.dtype(), Shape.of(turn.rows, turn.columns)));
          open.add(out);
        }
      }
    }
    return moved.stream().allMatch(this::isWhollyTurned)
        ? Optional.of(left(copy))
        : Optional.empty();
  }

  private boolean fits(Op op) {
    if (op.kind() instanceof Chain chain) {
      return chain.rows() * chain.cols() == turn.elements()
          && (isPlain(chain) || chain.rows() == turn.columns && chain.cols() == turn.rows);
    }
    if (op.kind() instanceof Reduce reduce) {
      return turned(reduce).isPresent();
    }
    return Turn.of(op).filter(turn.back()::equals).isPresent();
  }

  /** Returns whether a chain does not care which elements are neighbors. */
  private static boolean isPlain(Chain chain) {
    return chain.links().stream()
        .allMatch(
            link ->
                link.source() != ChainSource.ROW
                    && (link.source() != ChainSource.COLUMN || chain.rows() == 1));
  }

  /** The same reduction of the map as it lies. */
  private Optional<Reduce> turned(Reduce reduce) {
    boolean columns =
        reduce.outer() == 1 && reduce.n() == turn.columns && reduce.inner() == turn.rows;
    boolean rows = reduce.outer() == turn.columns && reduce.n() == turn.rows && reduce.inner() == 1;
    if (columns) {
      return Optional.of(new Reduce(reduce.fn(), turn.rows, turn.columns, 1));
    }
    return rows
        ? Optional.of(new Reduce(reduce.fn(), 1, turn.rows, turn.columns))
        : Optional.empty();
  }

  /** Returns whether all of a chain's maps are turned ones. */
  private boolean isWhollyTurned(Op op) {
    if (!(op.kind() instanceof Chain chain)) {
      return true;
    }
    int taken = 1;
    boolean wholly = turned.containsKey(op.in(0));
    for (Link link : chain.links()) {
      if (link.takesOperand()) {
        wholly &= turned.containsKey(op.in(taken++)) == (link.source() == ChainSource.TENSOR);
      }
    }
    return wholly;
  }

  private Program left(Op copy) {
    List<Op> ops = new ArrayList<>();
    for (Op op : program.ops()) {
      if (op != copy) {
        ops.add(moved.contains(op) ? rewritten(op) : op);
      }
    }
    return program.withOps(ops);
  }

  private Op rewritten(Op op) {
    List<Tensor> inputs =
        op.inputs().stream().map(input -> turned.getOrDefault(input, input)).toList();
    if (op.kind() instanceof Chain chain) {
      return new Op(turned(chain), inputs, List.of(turned.get(op.out())), op.nodes());
    }
    OpKind kind =
        op.kind() instanceof Reduce reduce ? turned(reduce).orElseThrow() : new OpKind.Reshape();
    return new Op(kind, inputs, op.outputs(), op.nodes());
  }

  private Chain turned(Chain chain) {
    if (isPlain(chain)) {
      return chain;
    }
    List<Link> links = chain.links().stream().map(TurnedMaps::turned).toList();
    return new Chain(turn.rows, turn.columns, links);
  }

  private static Link turned(Link link) {
    BinaryFn fn = link.binary();
    return switch (link.source()) {
      case ROW -> Link.of(fn, ChainSource.COLUMN, link.reverse());
      case COLUMN -> Link.of(fn, ChainSource.ROW, link.reverse());
      default -> link;
    };
  }
}
