package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores levels in bytes where only operations in integers read them. */
final class StoreLevels {
  private final Uses uses;
  private final Map<Tensor, Tensor> bytes = new IdentityHashMap<>();

  private StoreLevels(Program program) {
    uses = new Uses(program);
  }

  static Program apply(Program program) {
    return new StoreLevels(program).stored(program);
  }

  private Program stored(Program program) {
    for (Op op : program.ops()) {
      if (OpKind.Levels.of(op.kind()).isPresent()
          && op.out().dtype() == DType.FLOAT
          && areRead(op.out())) {
        store(op.out());
      }
    }
    List<Op> ops = new ArrayList<>();
    program.ops().forEach(op -> ops.add(stored(op)));
    return program.withOps(ops).withoutDeadOps();
  }

  /** Returns whether all that read a tensor take bytes. */
  private boolean areRead(Tensor tensor) {
    return !uses.users(tensor).isEmpty()
        && !uses.isFetched(tensor)
        && uses.users(tensor).stream()
            .allMatch(
                user ->
                    OpKind.Levels.of(user.kind()).isPresent()
                        || (isRenaming(user) && areRead(user.out())));
  }

  private static boolean isRenaming(Op op) {
    return op.kind() instanceof OpKind.Reshape;
  }

  private void store(Tensor tensor) {
    bytes.put(tensor, Tensor.of(tensor.name(), DType.INT8, tensor.shape()));
    uses.users(tensor).stream().filter(StoreLevels::isRenaming).forEach(user -> store(user.out()));
  }

  /** The bytes that an operation's input is made of, where they are the levels it expects. */
  private Optional<Tensor> given(Tensor input, OpKind.Levels levels) {
    Optional<Op> maker = uses.maker(input);
    while (maker.isPresent() && (isRenaming(maker.get()) || isShift(maker.get()))) {
      maker = uses.maker(maker.get().in(0));
    }
    boolean same = WholeRange.of(input, uses).zero().equals(Optional.of(levels.inZero()));
    return maker
        .filter(op -> op.kind() instanceof OpKind.Cast && same)
        .map(op -> op.in(0))
        .filter(from -> from.dtype() == DType.INT8);
  }

  /** Returns whether an operation adds a number to another and does nothing else. */
  private static boolean isShift(Op op) {
    if (op.kind() instanceof OpKind.Unary unary) {
      return isShift(unary.fn());
    }
    return op.kind() instanceof OpKind.Chain chain
        && chain.links().stream().allMatch(StoreLevels::isShift);
  }

  private static boolean isShift(UnaryFunction fn) {
    return fn.kind() == UnaryFn.AFFINE && fn.alpha() == 1;
  }

  private static boolean isShift(OpKind.Link link) {
    if (link.source() == ChainSource.UNARY) {
      return isShift(link.unary());
    }
    boolean adds = link.binary() == BinaryFn.ADD || link.binary() == BinaryFn.SUB;
    return adds && link.source() == ChainSource.IMMEDIATE && !link.reverse();
  }

  private Op stored(Op op) {
    OpKind.Levels levels = OpKind.Levels.of(op.kind()).orElse(null);
    List<Tensor> inputs = new ArrayList<>();
    op.inputs().forEach(t -> inputs.add(bytes.getOrDefault(t, t)));
    if (levels != null && inputs.get(0).dtype() == DType.FLOAT) {
      given(op.in(0), levels).ifPresent(from -> inputs.set(0, from));
    }
    List<Tensor> outputs = op.outputs().stream().map(t -> bytes.getOrDefault(t, t)).toList();
    boolean stores = levels != null && outputs.get(0).dtype() == DType.INT8;
    OpKind kind = stores ? withZero(op.kind(), levels) : op.kind();
    boolean same = kind == op.kind() && inputs.equals(op.inputs());
    return same ? op : new Op(kind, inputs, outputs, op.nodes());
  }

  /** The same with the zero that those who read its result expect. */
  private static OpKind withZero(OpKind kind, OpKind.Levels levels) {
    int zero = new WholeRange(true, levels.low(), levels.high()).zero().orElseThrow();
    return levels.withOutZero(zero).in(kind);
  }
}
