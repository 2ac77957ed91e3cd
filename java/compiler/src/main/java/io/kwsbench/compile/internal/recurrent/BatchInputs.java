package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Combines products with the same weights and independent inputs: an unrolled cell's products with
 * the input of every time, or a layer's of every frame. Of a product of input and state side by
 * side, the input's part is taken out; the state's adds it as a residual.
 */
public final class BatchInputs {
  /** Rows of a product that is worth running alone. */
  private static final int MAX_ROWS = 16;

  /** Operations looked at for all groups; only hostile graphs have so many. */
  private static final long MAX_WORK = 100_000_000;

  private final Program program;
  private final Moves moves;
  private final List<Op> group;
  private final OpKind.Dense dense;
  private final String name;
  private final List<List<Moves.Piece>> pieces = new ArrayList<>();

  private BatchInputs(Program program, List<Op> group) {
    this.program = program;
    this.moves = new Moves(new Uses(program));
    this.group = group;
    this.dense = (OpKind.Dense) group.get(0).kind();
    this.name = group.get(group.size() - 1).out().name();
  }

  /** The same program with such products batched; equal constants have to be the same tensor. */
  public static Program apply(Program program) {
    Program current = program;
    Set<List<Object>> tried = new HashSet<>();
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Map.Entry<List<Object>, List<Op>> group : groups(current).entrySet()) {
        boolean mayTry = (long) tried.size() * current.ops().size() < MAX_WORK;
        if (mayTry && group.getValue().size() > 1 && tried.add(group.getKey())) {
          Optional<Program> batched = new BatchInputs(current, group.getValue()).batched();
          if (batched.isPresent()) {
            current = batched.get();
            changed = true;
            break;
          }
        }
      }
    }
    return current;
  }

  private static Map<List<Object>, List<Op>> groups(Program program) {
    Map<List<Object>, List<Op>> groups = new LinkedHashMap<>();
    for (Op op : program.ops()) {
      if (op.kind() instanceof OpKind.Dense dense
          && dense.m() < MAX_ROWS
          && op.in(1).isConstant()
          && !op.in(3).isPresent()) {
        List<Object> key = List.of(op.kind(), op.in(1), op.in(2));
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(op);
      }
    }
    return groups;
  }

  private Optional<Program> batched() {
    Set<Tensor> after = downstream();
    for (Op op : group) {
      pieces.add(moves.resolve(Region.whole(op.in(0), dense.m())));
    }
    List<Integer> batched = new ArrayList<>();
    List<Integer> waiting = new ArrayList<>();
    for (int p = 0; p < pieces.get(0).size(); p++) {
      Moves.Piece first = pieces.get(0).get(p);
      boolean waits = false;
      for (List<Moves.Piece> all : pieces) {
        boolean alike =
            all.size() == pieces.get(0).size()
                && all.get(p).col() == first.col()
                && all.get(p).from().cols() == first.from().cols();
        if (!alike) {
          return Optional.empty();
        }
        waits |= after.contains(all.get(p).from().tensor());
      }
      (waits ? waiting : batched).add(p);
    }
    return batched.isEmpty() ? Optional.empty() : rewritten(batched, waiting);
  }

  /** Everything that some product of the group is needed for. */
  private Set<Tensor> downstream() {
    Set<Tensor> after = new HashSet<>();
    group.forEach(op -> after.addAll(op.outputs()));
    for (Op op : program.ops()) {
      if (op.inputs().stream().anyMatch(after::contains)) {
        after.addAll(op.outputs());
      }
    }
    after.remove(Tensor.NONE);
    return after;
  }

  private Optional<Program> rewritten(List<Integer> batched, List<Integer> waiting) {
    boolean whole = waiting.isEmpty();
    List<Op> before = new ArrayList<>();
    Tensor sum = Tensor.NONE;
    for (int i = 0; i < batched.size(); i++) {
      boolean last = i == batched.size() - 1;
      UnaryFunction act = whole && last ? dense.act() : UnaryFunction.IDENTITY;
      sum = product(batched.get(i), i == 0 ? group.get(0).in(2) : Tensor.NONE, sum, act, before);
    }
    Map<Op, List<Op>> replaced = new HashMap<>();
    for (int t = 0; t < group.size(); t++) {
      replaced.put(group.get(t), step(t, sum, waiting));
    }
    List<Op> ops = new ArrayList<>();
    for (Op op : program.ops()) {
      if (op == group.get(0)) {
        ops.addAll(before);
      }
      ops.addAll(replaced.getOrDefault(op, List.of(op)));
    }
    return program.withOps(ops).sorted().map(Program::withoutDeadOps);
  }

  private Tensor product(int piece, Tensor bias, Tensor sum, UnaryFunction act, List<Op> ops) {
    Moves.Piece columns = pieces.get(0).get(piece);
    List<Region> from = pieces.stream().map(all -> all.get(piece).from()).toList();
    int rows = dense.m() * group.size();
    int k = columns.from().cols();
    Tensor out = Tensor.of(name + "/batched", DType.FLOAT, Shape.of(rows, dense.n()));
    OpKind kind = new OpKind.Dense(rows, k, dense.n(), act);
    Tensor x = new StackedRows(name, ops).of(from);
    List<String> nodes = group.get(0).nodes();
    ops.add(new Op(kind, List.of(x, weights(List.of(piece)), bias, sum), List.of(out), nodes));
    return out;
  }

  /** The rows of the weights that some pieces meet. */
  private Tensor weights(List<Integer> which) {
    float[] all = group.get(0).in(1).value().orElseThrow().toFloats();
    int k = which.stream().mapToInt(p -> pieces.get(0).get(p).from().cols()).sum();
    if (k == dense.k()) {
      return group.get(0).in(1);
    }
    float[] some = new float[k * dense.n()];
    int at = 0;
    for (int p : which) {
      Moves.Piece piece = pieces.get(0).get(p);
      int count = piece.from().cols() * dense.n();
      System.arraycopy(all, piece.col() * dense.n(), some, at, count);
      at += count;
    }
    return Tensor.floats(group.get(0).in(1).name() + "/part", Shape.of(k, dense.n()), some);
  }

  private List<Op> step(int t, Tensor sum, List<Integer> waiting) {
    Op op = group.get(t);
    int size = dense.m() * dense.n();
    OpKind view = new OpKind.View(t * size, List.of(size), List.of(1));
    if (waiting.isEmpty()) {
      return List.of(new Op(view, List.of(sum), op.outputs(), op.nodes()));
    }
    List<Op> ops = new ArrayList<>();
    Tensor part =
        Tensor.of(op.out().name() + "/input", DType.FLOAT, Shape.of(dense.m(), dense.n()));
    ops.add(new Op(view, List.of(sum), List.of(part), op.nodes()));
    List<Tensor> states =
        waiting.stream()
            .map(p -> pieces.get(t).get(p).from())
            .map(region -> SequenceBuilder.tensor(region, op.out().name() + "/state", ops))
            .toList();
    Tensor state = states.get(0);
    int k = states.stream().mapToInt(s -> s.dim(1)).sum();
    if (states.size() > 1) {
      state = Tensor.of(op.out().name() + "/states", DType.FLOAT, Shape.of(dense.m(), k));
      ops.add(new Op(new OpKind.Concat(1), states, List.of(state), op.nodes()));
    }
    OpKind kind = new OpKind.Dense(dense.m(), k, dense.n(), dense.act());
    List<Tensor> inputs = List.of(state, recurrent(waiting), Tensor.NONE, part);
    ops.add(new Op(kind, inputs, op.outputs(), op.nodes()));
    return ops;
  }

  private Tensor shared;

  private Tensor recurrent(List<Integer> waiting) {
    shared = shared == null ? weights(waiting) : shared;
    return shared;
  }
}
