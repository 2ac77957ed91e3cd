package io.kwsbench.compile.emit;

import io.kwsbench.KwsException;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.Step;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.Loop;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns an optimized program into a plan: places tensors, packs constants, writes steps. */
public final class Emitter {
  private static final long MAX_ARENA = 1L << 30;

  private final Program program;
  private final Storage storage;
  private final Arena arena;
  private final WeightPrecision precision;
  private final Set<Tensor> heard;
  private final ConstantPool constants = new ConstantPool();
  private final List<Step> steps = new ArrayList<>();

  private Emitter(Program program, WeightPrecision precision) {
    this.program = program;
    this.precision = precision;
    this.heard = Samples.of(program);
    this.storage = Storage.of(program);
    this.arena = new Arena(program, storage);
  }

  /**
   * @throws KwsException when the engine has no kernel for something; the message names a node
   */
  public static Plan emit(Program program, WeightPrecision precision) {
    return new Emitter(Fetches.materialized(program), precision).emit();
  }

  private Plan emit() {
    if (arena.bytes() > MAX_ARENA) {
      throw new KwsException("the graph needs an arena of " + arena.bytes() + " bytes");
    }
    StepEmitter emitter = new StepEmitter(this);
    for (Op op : program.ops()) {
      if (op.kind() instanceof OpKind.Loop loop) {
        loop(emitter, op, loop);
      } else {
        emit(emitter, op);
      }
    }
    List<PlanTensor> tensors = new ArrayList<>();
    program.feeds().entrySet().forEach(feed -> tensors.add(tensor(feed, true)));
    program.fetches().entrySet().forEach(fetch -> tensors.add(tensor(fetch, false)));
    return new Plan(arena.bytes(), steps, tensors, constants.toBytes());
  }

  /** Emits the steps before a loop, the loop, and its body. */
  private void loop(StepEmitter emitter, Op op, OpKind.Loop loop) {
    loop.initials().forEach(initial -> initial(op, initial));
    int at = steps.size();
    loop.body().forEach(inner -> emit(emitter, inner));
    int count = steps.size() - at;
    String name = op.out().name() + " " + loop.trips() + " times " + count + " steps";
    steps.add(at, new Step(new Loop(loop.trips(), count), List.of(), name, op.nodes()));
  }

  private void initial(Op op, OpKind.Initial initial) {
    int n = initial.value().elements();
    int bytes = initial.value().dtype().bytes();
    Operand whole = operand(initial.output());
    Operand slot =
        new Operand(
            whole.space(), whole.offset() + (long) initial.offset() * bytes, (long) n * bytes);
    steps.add(
        new Step(
            StridedCopy.of(List.of(n), List.of(1), List.of(1)).params(bytes, 0, 0),
            List.of(slot, operand(initial.value())),
            initial.output().name() + " before",
            op.nodes().subList(0, Math.min(1, op.nodes().size()))));
  }

  private void emit(StepEmitter emitter, Op op) {
    if (storage.isFree(op) || op.out().elements() == 0) {
      return;
    }
    try {
      emitter.emit(op);
    } catch (KwsException e) {
      String node = op.nodes().isEmpty() ? op.out().name() : op.nodes().get(0);
      throw new KwsException("node " + node + ": " + e.getMessage(), e);
    }
  }

  private PlanTensor tensor(Map.Entry<TensorName, Tensor> named, boolean feed) {
    Tensor tensor = named.getValue();
    DType type = tensor.dtype();
    return new PlanTensor(
        named.getKey().toString(),
        feed,
        type,
        tensor.shape(),
        arena.offset(tensor),
        Storage.bytes(tensor));
  }

  Storage storage() {
    return storage;
  }

  /** Returns whether an operation's input is the samples, or the same numbers elsewhere. */
  boolean hears(Op op) {
    return heard.contains(op.in(0));
  }

  WeightPrecision precision() {
    return precision;
  }

  ConstantPool constants() {
    return constants;
  }

  /** The memory of a tensor, absent for {@link Tensor#NONE}. */
  Operand operand(Tensor tensor) {
    if (!tensor.isPresent()) {
      return Operand.NONE;
    }
    Storage.Place place = storage.place(tensor);
    long bytes = storage.extent(tensor);
    if (place.root().isConstant()) {
      Operand whole = constants.tensor(place.root());
      return new Operand(whole.space(), whole.offset() + place.offset(), bytes, place.loopStride());
    }
    return new Operand(Operand.Space.ARENA, arena.offset(tensor), bytes, place.loopStride());
  }

  /** Rows of a tensor, from an element on. */
  Operand rows(Tensor tensor, int from, int count, int stride, int width) {
    Operand whole = operand(tensor);
    int bytes = tensor.dtype().bytes();
    long extent = (count - 1L) * stride + width;
    return new Operand(
        whole.space(), whole.offset() + (long) from * bytes, extent * bytes, whole.loopStride());
  }

  /** Elements between the rows of a tensor that is a slice of a wider one, 0 for a dense one. */
  int stride(Tensor tensor) {
    return storage.place(tensor).stride();
  }

  /** Adds a step with operands in the kernel's order. */
  void step(Op op, KernelParams params, Operand... operands) {
    int used = operands.length;
    while (used > 0 && !operands[used - 1].isPresent()) {
      used--;
    }
    String name =
        op.out().isPresent() ? op.out().name() + " " + op.out().shape() : params.kernel().label();
    steps.add(new Step(params, List.of(operands).subList(0, used), name, op.nodes()));
  }
}
