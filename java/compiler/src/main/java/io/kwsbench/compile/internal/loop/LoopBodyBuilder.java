package io.kwsbench.compile.internal.loop;

import io.kwsbench.compile.internal.loop.RollLoops.Rolled;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Initial;
import io.kwsbench.program.OpKind.Slice;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The body of a loop. What an iteration makes for itself is a tensor of the body; what a later
 * iteration or anyone outside reads is a slot of a stack, one for every iteration, before which the
 * values lie with which the loop begins.
 */
final class LoopBodyBuilder {
  /** Iterations that a value is carried over at most. */
  private static final int MAX_LAG = 4;

  private static final long MAX_STACK = 1 << 26;

  /** An output of an operation of the body. */
  private record Place(int position, int output) {}

  /** A stack and the iterations that it begins before. */
  private static final class Stack {
    private final Tensor tensor;
    private final int size;
    private final int lead;
    private final Tensor[] initial;

    Stack(Tensor one, int trips, int lead) {
      this.size = one.elements();
      this.lead = lead;
      this.initial = new Tensor[lead];
      this.tensor =
          Tensor.of(
              one.name() + "/iterations", one.dtype(), Shape.of((long) (trips + lead) * size));
    }
  }

  private final Program program;
  private final Uses uses;
  private final Iterations run;
  private final Order order;
  private final Map<Place, Integer> lags = new HashMap<>();
  private final Map<Place, Stack> stacks = new LinkedHashMap<>();
  private final Map<Place, Tensor> made = new HashMap<>();
  private final List<Op> before = new ArrayList<>();
  private final List<Op> body = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private final Set<Tensor> read = new LinkedHashSet<>();

  private LoopBodyBuilder(Program program, Uses uses, Order order, Iterations run) {
    this.program = program;
    this.uses = uses;
    this.order = order;
    this.run = run;
  }

  /** The loop of a run; empty when its iterations hang together in a way that no loop has. */
  static Optional<Rolled> roll(Program program, Uses uses, Order order, Iterations run) {
    return new LoopBodyBuilder(program, uses, order, run).roll();
  }

  private Op op(int position, int iteration) {
    return program.ops().get(run.start() + iteration * run.period() + position);
  }

  private Optional<Rolled> roll() {
    if (!findLags() || !makeStacks()) {
      return Optional.empty();
    }
    for (int position = 0; position < run.period(); position++) {
      if (!add(position)) {
        return Optional.empty();
      }
    }
    return stacks.isEmpty() ? Optional.empty() : Optional.of(new Rolled(run, ops()));
  }

  private boolean isMadeHere(Tensor tensor) {
    return order.indexIn(run, tensor) != null;
  }

  private boolean isReadOutside(Tensor tensor) {
    return order.isReadOutside(run, tensor);
  }

  private int positionOf(int index) {
    return (index - run.start()) % run.period();
  }

  private int iterationOf(int index) {
    return (index - run.start()) / run.period();
  }

  private List<Tensor> inputs(int position, int input) {
    return IntStream.range(0, run.trips()).mapToObj(t -> op(position, t).in(input)).toList();
  }

  private List<Tensor> outputs(Place place) {
    return IntStream.range(0, run.trips())
        .mapToObj(t -> op(place.position(), t).outputs().get(place.output()))
        .toList();
  }

  /** The source of an input of the last iteration, if the run makes it. */
  private Optional<Place> source(List<Tensor> tensors) {
    Tensor last = tensors.get(run.trips() - 1);
    Integer index = order.indexIn(run, last);
    return index == null
        ? Optional.empty()
        : Optional.of(
            new Place(positionOf(index), program.ops().get(index).outputs().indexOf(last)));
  }

  private int lag(List<Tensor> tensors) {
    return run.trips() - 1 - iterationOf(order.indexIn(run, tensors.get(run.trips() - 1)));
  }

  private boolean findLags() {
    for (int position = 0; position < run.period(); position++) {
      for (int i = 0; i < op(position, 0).inputs().size(); i++) {
        List<Tensor> tensors = inputs(position, i);
        Optional<Place> source = source(tensors);
        if (source.isPresent()) {
          int lag = lag(tensors);
          if (lag > MAX_LAG || lag >= run.trips() || !isRegular(tensors, source.get(), lag)) {
            return false;
          }
          lags.merge(source.get(), lag, Math::max);
        } else if (tensors.stream().anyMatch(this::isMadeHere)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Returns whether every iteration takes what the one {@code lag} before it made, the first what
   * is outside.
   */
  private boolean isRegular(List<Tensor> tensors, Place source, int lag) {
    List<Tensor> made = outputs(source);
    for (int t = 0; t < run.trips(); t++) {
      boolean fits =
          t >= lag
              ? tensors.get(t) == made.get(t - lag)
              : !isMadeHere(tensors.get(t)) && tensors.get(t).isPresent();
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private boolean makeStacks() {
    for (int position = 0; position < run.period(); position++) {
      for (int output = 0; output < op(position, 0).outputs().size(); output++) {
        Place place = new Place(position, output);
        Tensor one = outputs(place).get(0);
        boolean outside = outputs(place).stream().anyMatch(this::isReadOutside);
        int lag = lags.getOrDefault(place, 0);
        if (!one.isPresent() || lag == 0 && (!outside || isMoving(position))) {
          continue;
        }
        long elements = (long) (run.trips() + lag) * one.elements();
        if (elements > MAX_STACK || one.elements() == 0 || isMoving(position)) {
          return false;
        }
        stacks.put(place, new Stack(one, run.trips(), lag));
      }
    }
    return true;
  }

  /** Returns whether an operation is a view that does not start at one place in all iterations. */
  private boolean isMoving(int position) {
    return op(position, 0).kind() instanceof OpKind.View first
        && IntStream.range(1, run.trips())
            .anyMatch(t -> ((OpKind.View) op(position, t).kind()).offset() != first.offset());
  }

  private boolean add(int position) {
    return isMoving(position) ? addMoving(position) : addOp(position);
  }

  private boolean addMoving(int position) {
    OpKind.View view = (OpKind.View) op(position, 0).kind();
    int stride = ((OpKind.View) op(position, 1).kind()).offset() - view.offset();
    Tensor outer = op(position, 0).in(0);
    long span = 1;
    for (int i = 0; i < view.dims().size(); i++) {
      if (view.strides().get(i) < 0) {
        return false;
      }
      span += (view.dims().get(i) - 1L) * view.strides().get(i);
    }
    for (int t = 0; t < run.trips(); t++) {
      Op here = op(position, t);
      boolean even =
          here.in(0) == outer
              && ((OpKind.View) here.kind()).offset() == view.offset() + t * stride
              && !isMadeHere(outer);
      if (!even) {
        return false;
      }
      if (isReadOutside(here.out())) {
        before.add(here);
      }
    }
    Tensor out = op(position, 0).out();
    boolean dense = view.isContiguous();
    Tensor window = Tensor.of(out.name(), out.dtype(), dense ? out.shape() : Shape.of(span));
    slice(window, outer, view.offset(), stride);
    Tensor inner = window;
    if (!dense) {
      inner = Tensor.of(out.name(), out.dtype(), out.shape());
      OpKind still = new OpKind.View(0, view.dims(), view.strides());
      body.add(new Op(still, List.of(window), List.of(inner), op(position, 0).nodes()));
    }
    made.put(new Place(position, 0), inner);
    return true;
  }

  private void slice(Tensor inner, Tensor outer, int offset, int stride) {
    slices.add(new Slice(inner, outer, offset, stride));
    if (stacks.values().stream().noneMatch(stack -> stack.tensor == outer)) {
      read.add(outer);
    }
  }

  private boolean addOp(int position) {
    Op first = op(position, 0);
    List<Tensor> from = new ArrayList<>();
    for (int i = 0; i < first.inputs().size(); i++) {
      Optional<Tensor> input = input(position, i);
      if (input.isEmpty()) {
        return false;
      }
      from.add(input.get());
    }
    List<Tensor> to = new ArrayList<>();
    List<Op> copies = new ArrayList<>();
    for (int output = 0; output < first.outputs().size(); output++) {
      to.add(output(new Place(position, output), RollLoops.isFree(first.kind()), copies));
    }
    body.add(new Op(first.kind(), from, to, first.nodes()));
    body.addAll(copies);
    return true;
  }

  private Optional<Tensor> input(int position, int i) {
    List<Tensor> tensors = inputs(position, i);
    Tensor first = tensors.get(0);
    Optional<Place> source = source(tensors);
    if (source.isPresent()) {
      int lag = lag(tensors);
      return lag == 0
          ? Optional.ofNullable(made.get(source.get()))
          : carried(tensors, source.get(), lag);
    }
    if (tensors.stream().allMatch(t -> t == first)) {
      if (first.isPresent()) {
        read.add(first);
      }
      return Optional.of(first);
    }
    return SliceAddressing.of(tensors, uses)
        .filter(even -> !isMadeHere(even.outer()))
        .map(
            even -> {
              Tensor inner = Tensor.of(first.name(), first.dtype(), first.shape());
              slice(inner, even.outer(), even.offset(), even.stride());
              return inner;
            });
  }

  /** The value that an earlier iteration left in its slot. */
  private Optional<Tensor> carried(List<Tensor> tensors, Place source, int lag) {
    Stack stack = stacks.get(source);
    for (int t = 0; t < lag; t++) {
      int slot = stack.lead - lag + t;
      Tensor before = stack.initial[slot];
      if (before != null && before != tensors.get(t)) {
        return Optional.empty();
      }
      stack.initial[slot] = tensors.get(t);
    }
    Tensor one = outputs(source).get(0);
    Tensor inner = Tensor.of(one.name(), one.dtype(), one.shape());
    slice(inner, stack.tensor, (stack.lead - lag) * stack.size, stack.size);
    return Optional.of(inner);
  }

  /** The body's tensor for an output: a slot of its stack, where it has one. */
  private Tensor output(Place place, boolean isAlias, List<Op> copies) {
    Tensor one = outputs(place).get(0);
    if (!one.isPresent()) {
      return one;
    }
    Tensor inner = Tensor.of(one.name(), one.dtype(), one.shape());
    made.put(place, inner);
    Stack stack = stacks.get(place);
    if (stack == null) {
      return inner;
    }
    Tensor slot = inner;
    if (isAlias) {
      // a name for other memory cannot be a slot: a join of one part is a copy
      Tensor flat = Tensor.of(one.name(), one.dtype(), Shape.of(one.elements()));
      Tensor part = Tensor.of(one.name(), one.dtype(), Shape.of(one.elements()));
      copies.add(new Op(new OpKind.Reshape(), List.of(inner), List.of(part), List.of()));
      copies.add(new Op(new OpKind.Concat(0), List.of(part), List.of(flat), List.of()));
      slot = flat;
    }
    slice(slot, stack.tensor, stack.lead * stack.size, stack.size);
    return inner;
  }

  private List<Op> ops() {
    List<Initial> initials = new ArrayList<>();
    for (Stack stack : stacks.values()) {
      for (int slot = 0; slot < stack.lead; slot++) {
        if (stack.initial[slot] != null) {
          initials.add(new Initial(stack.initial[slot], stack.tensor, slot * stack.size));
          read.add(stack.initial[slot]);
        }
      }
    }
    Set<String> nodes = new LinkedHashSet<>();
    body.forEach(op -> nodes.addAll(op.nodes()));
    List<Tensor> all = stacks.values().stream().map(stack -> stack.tensor).toList();
    OpKind loop = new OpKind.Loop(run.trips(), body, slices, initials);
    List<Op> ops = new ArrayList<>(before);
    ops.add(new Op(loop, List.copyOf(read), all, List.copyOf(nodes)));
    stacks.forEach((place, stack) -> views(place, stack, ops));
    return ops;
  }

  private void views(Place place, Stack stack, List<Op> ops) {
    List<Tensor> tensors = outputs(place);
    for (int t = 0; t < tensors.size(); t++) {
      if (isReadOutside(tensors.get(t))) {
        OpKind view =
            new OpKind.View((stack.lead + t) * stack.size, List.of(stack.size), List.of(1));
        ops.add(
            new Op(
                view,
                List.of(stack.tensor),
                List.of(tensors.get(t)),
                op(place.position(), t).nodes()));
      }
    }
  }
}
