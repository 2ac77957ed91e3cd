package io.kwsbench.graph.shape;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers one node after the other: shapes and types by rule, values where all inputs are known.
 *
 * <p>Not thread-safe: one object goes over one graph. The elements that it may compute are limited,
 * so that a few hostile bytes cannot fill the memory.
 */
public final class Inference {
  private static final long MAX_ELEMENTS_COMPUTED = 1L << 24;
  private static final Map<String, ShapeRule> RULES = rules();
  private static final Map<String, Evaluator> EVALUATORS = Evaluators.all();

  private final TensorArrays arrays = new TensorArrays();
  private long elementsLeft = MAX_ELEMENTS_COMPUTED;

  private static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.putAll(ElementwiseRules.rules());
    rules.putAll(WindowRules.rules());
    rules.putAll(MatrixRules.rules());
    rules.putAll(ReductionRules.rules());
    rules.putAll(LayoutRules.rules());
    rules.putAll(JoinRules.rules());
    rules.putAll(IndexRules.rules());
    rules.putAll(ImageRules.rules());
    rules.putAll(QuantizationRules.rules());
    rules.putAll(SourceRules.rules());
    rules.putAll(AudioRules.rules());
    rules.putAll(BlockCellRules.rules());
    rules.putAll(ControlRules.rules());
    return rules;
  }

  /** Returns whether shapes of that op's outputs can be inferred. */
  public static boolean knows(String op) {
    return RULES.containsKey(op);
  }

  /**
   * The known types and shapes of a node's outputs; empty for an unknown op.
   *
   * @throws KwsException when its inputs cannot be those of its op; the message names the node
   */
  public List<TensorInfo> infer(Node node, List<TensorInfo> inputs) {
    ShapeRule rule = RULES.get(node.op());
    if (rule == null) {
      return Collections.emptyList();
    }
    OpCall call = new OpCall(node, inputs, arrays);
    try {
      List<TensorInfo> outputs = rule.infer(call);
      return evaluate(call, outputs).orElse(outputs);
    } catch (ArithmeticException e) {
      throw new KwsException(call.bad("a shape too large").getMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new KwsException(call.bad("its inputs do not fit it").getMessage(), e);
    }
  }

  private Optional<List<TensorInfo>> evaluate(OpCall call, List<TensorInfo> outputs) {
    Evaluator evaluator = EVALUATORS.get(call.node().op());
    if (evaluator == null || !isConstant(call, outputs)) {
      return Optional.empty();
    }
    long work = outputs.stream().mapToLong(o -> o.shape().elements().orElse(0)).sum();
    work =
        Math.max(work, call.inputs().stream().mapToLong(i -> i.shape().elements().orElse(0)).sum());
    if (work > elementsLeft) {
      return Optional.empty();
    }
    elementsLeft -= work;
    List<Literal> inputs = call.inputs().stream().map(i -> i.value().orElseThrow()).toList();
    return evaluator
        .evaluate(call, inputs, outputs)
        .map(values -> values.stream().map(TensorInfo::of).toList());
  }

  private static boolean isConstant(OpCall call, List<TensorInfo> outputs) {
    return call.inputs().stream().allMatch(i -> i.value().isPresent())
        && outputs.stream().allMatch(o -> o.value().isEmpty())
        && outputs.stream().map(TensorInfo::shape).allMatch(Shape::isStatic)
        && outputs.stream().allMatch(o -> o.dtype().isPresent());
  }
}
