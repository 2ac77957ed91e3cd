package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.Inference;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.rewrite.SimplifiedGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lowers one node after the other: what is constant is folded, control flow is followed, everything
 * else goes to the lowering of its op.
 */
final class NodeLowering {
  private static final Map<String, OpLowering> LOWERINGS = lowerings();

  /** Operations that a program may have; more come from hostile graphs only. */
  private static final int MAX_OPS = 50_000;

  /** Nodes that are looked at, each as often as its loop runs. */
  private static final int MAX_NODES = 2_000_000;

  private final SimplifiedGraph graph;
  private final Inference inference = new Inference();
  private final ArrayLowering arrays = new ArrayLowering();
  private final List<Op> ops = new ArrayList<>();
  private int nodes;
  private final Map<String, Tensor> constants = new HashMap<>();
  private final ZeroStates states;
  private final Map<String, LoweredValue> hidden = new HashMap<>();

  NodeLowering(SimplifiedGraph graph) {
    this.graph = graph;
    this.states = ZeroStates.of(graph);
  }

  private static Map<String, OpLowering> lowerings() {
    Map<String, OpLowering> all = new HashMap<>();
    all.putAll(ElementwiseLowering.all());
    all.putAll(ComposedLowering.all());
    all.putAll(WindowLowering.all());
    all.putAll(BlockLowering.all());
    all.putAll(TransposedLowering.all());
    all.putAll(ResizeLowering.all());
    all.putAll(MatrixLowering.all());
    all.putAll(IndexLowering.all());
    all.putAll(ReductionLowering.all());
    all.putAll(LayoutLowering.all());
    all.putAll(AudioLowering.all());
    all.putAll(SpectralLowering.all());
    all.putAll(ScanLowering.all());
    all.putAll(EinsumLowering.all());
    all.putAll(QuantizationLowering.all());
    all.putAll(BlockCellLowering.all());
    all.putAll(RandomLowering.all());
    return all;
  }

  /** The operations so far, in order. */
  List<Op> ops() {
    return ops;
  }

  /**
   * The outputs of a node.
   *
   * @throws KwsException when the engine lacks its op, or its inputs do not fit
   */
  List<LoweredValue> lower(Node node, List<LoweredValue> inputs) {
    if (ops.size() > MAX_OPS || ++nodes > MAX_NODES) {
      throw new KwsException("node " + node.name() + ": the graph unrolls to too many operations");
    }
    if (node.op().equals("Merge")) {
      return BranchLowering.merge(node, inputs, ops);
    }
    Optional<List<BranchPredicate>> guards = BranchPredicate.of(inputs);
    if (guards.isEmpty() || inputs.stream().anyMatch(LoweredValue.Dead.class::isInstance)) {
      return List.of(new LoweredValue.Dead(), new LoweredValue.Dead());
    }
    List<LoweredValue> outputs = lowerLive(node, inputs);
    boolean branches = node.op().equals("Switch");
    return guards.get().isEmpty() || branches ? outputs : guarded(node, outputs, guards.get());
  }

  private List<LoweredValue> lowerLive(Node node, List<LoweredValue> inputs) {
    return switch (node.op()) {
      case "Const" -> List.of(known(node, constant(node)));
      case "NoOp", "Assert" -> List.of();
      case "Placeholder", "PlaceholderV2" -> throw BranchLowering.bad(node, "nothing feeds it");
      case "LoopCond" -> List.of(BranchLowering.loopCondition(node, inputs.get(0)));
      case "Enter", "Exit", "NextIteration", "Identity", "PlaceholderWithDefault" ->
          List.of(inputs.get(0));
      case "Switch" -> BranchLowering.branch(node, inputs);
      default ->
          node.op().startsWith("TensorArray")
              ? arrays.lower(node, inputs, ops)
              : compute(node, tensors(node, inputs));
    };
  }

  /** The values of a node in branches that the input decides. */
  static List<LoweredValue> guarded(
      Node node, List<LoweredValue> outputs, List<BranchPredicate> guards) {
    List<LoweredValue> all = new ArrayList<>();
    for (LoweredValue output : outputs) {
      if (output instanceof LoweredValue.Array) {
        throw BranchLowering.bad(node, "a TensorArray in a branch that the input decides");
      }
      all.add(
          output instanceof LoweredValue.Known known
              ? new LoweredValue.Known(known.tensor(), guards)
              : output);
    }
    return all;
  }

  static List<LoweredValue> known(Tensor tensor) {
    return List.of(new LoweredValue.Known(tensor));
  }

  private LoweredValue known(Node node, Tensor constant) {
    return states.contains(node, constant)
        ? hidden.computeIfAbsent(node.name(), name -> hidden(constant))
        : new LoweredValue.Known(constant);
  }

  /** A constant is one tensor, however often a loop comes by. */
  private Tensor constant(Node node) {
    return constants.computeIfAbsent(
        node.name(),
        name ->
            graph
                .constant(node)
                .map(value -> Tensor.constant(name, value))
                .orElseThrow(() -> new KwsException("node " + name + " (Const): no value")));
  }

  /** A tensor that holds a constant, which is not folded. */
  LoweredValue hidden(Tensor constant) {
    Tensor tensor = Tensor.of(constant.name(), constant.dtype(), constant.shape());
    ops.add(Op.of(new OpKind.Reshape(), List.of(constant), tensor, constant.name()));
    return new LoweredValue.Known(tensor);
  }

  static Tensor tensor(Node node, LoweredValue symbol) {
    if (symbol instanceof LoweredValue.Known known) {
      return known.tensor();
    }
    throw new KwsException("node " + node.name() + " (" + node.op() + "): an input is no tensor");
  }

  private static List<Tensor> tensors(Node node, List<LoweredValue> inputs) {
    return inputs.stream().map(input -> tensor(node, input)).toList();
  }

  private List<LoweredValue> compute(Node node, List<Tensor> inputs) {
    OpLowering lowering = LOWERINGS.get(node.op());
    if (lowering == null && !Inference.knows(node.op())) {
      throw unsupported(node);
    }
    List<TensorInfo> infos = inference.infer(node, inputs.stream().map(this::info).toList());
    Optional<List<LoweredValue>> folded = folded(node, infos);
    if (folded.isPresent()) {
      return folded.get();
    }
    if (lowering == null) {
      throw unsupported(node);
    }
    requireStatic(node, infos);
    LowerCall call = new LowerCall(node, inputs, infos, ops);
    try {
      return lowering.lower(call).stream().<LoweredValue>map(LoweredValue.Known::new).toList();
    } catch (ArithmeticException e) {
      throw new KwsException(call.bad("its tensors are too large").getMessage(), e);
    } catch (IndexOutOfBoundsException e) {
      // a place in one of our lists, or nothing: the JVM leaves out the message of a frequent one
      throw new KwsException(
          call.bad("its inputs are too few, or of another rank").getMessage(), e);
    } catch (IllegalArgumentException e) {
      String reason = "its inputs do not fit it: " + e.getMessage();
      throw new KwsException(call.bad(reason).getMessage(), e);
    }
  }

  private TensorInfo info(Tensor tensor) {
    return tensor
        .value()
        .map(TensorInfo::of)
        .orElseGet(() -> TensorInfo.of(tensor.dtype(), tensor.shape()));
  }

  private static KwsException unsupported(Node node) {
    return new KwsException("node " + node.name() + ": the native engine has no op " + node.op());
  }

  /** Constants in place of outputs that are all known. */
  private Optional<List<LoweredValue>> folded(Node node, List<TensorInfo> infos) {
    if (infos.isEmpty() || infos.stream().anyMatch(i -> i.value().isEmpty())) {
      return Optional.empty();
    }
    List<LoweredValue> constants = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      String name = i == 0 ? node.name() : node.name() + ":" + i;
      Tensor constant = Tensor.constant(name, infos.get(i).value().orElseThrow());
      constants.add(i == 0 ? known(node, constant) : new LoweredValue.Known(constant));
    }
    return Optional.of(constants);
  }

  private static void requireStatic(Node node, List<TensorInfo> infos) {
    if (node.op().equals("DecodeWav")) {
      return;
    }
    if (infos.isEmpty() || node.op().startsWith("FusedBatchNorm")) {
      infos = infos.subList(0, Math.min(1, infos.size()));
    }
    for (TensorInfo info : infos) {
      long elements = info.shape().elements().orElse(-1);
      if (elements < 0 || elements > 1 << 27) {
        throw new KwsException(
            "node "
                + node.name()
                + " ("
                + node.op()
                + "): its output's shape "
                + info.shape()
                + " cannot be compiled");
      }
    }
  }
}
