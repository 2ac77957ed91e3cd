package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Appends nodes to a graph, names them and shares equal constants.
 *
 * <p>The operations themselves are in three families: {@link #arrays()}, {@link #math()} and {@link
 * #nn()}. Not thread-safe.
 */
public final class IrBuilder {
  /** Beyond any real spotter: a guard against checkpoints made to fill the memory. */
  private static final int MAX_NODES = 400_000;

  private final List<IrNode> nodes = new ArrayList<>();
  private final Map<Literal, Value> constants = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final Set<IrNode> kept = new HashSet<>();
  private final ArrayOps arrays = new ArrayOps(this);
  private final MathOps math = new MathOps(this);
  private final NeuralOps nn = new NeuralOps(this);
  private String scope = "";
  private List<String> origins = List.of();
  private UnaryOperator<Value> constantUse = UnaryOperator.identity();

  /** Shapes and slices. */
  public ArrayOps arrays() {
    return arrays;
  }

  /** Element-wise operations, reductions and products. */
  public MathOps math() {
    return math;
  }

  /** Convolution, pooling and padding. */
  public NeuralOps nn() {
    return nn;
  }

  /** Runs {@code work} with every new node named under {@code scope}. */
  public <T> T in(String innerScope, Supplier<T> work) {
    String outer = scope;
    scope = outer.isEmpty() ? innerScope : outer + "/" + innerScope;
    try {
      return work.get();
    } finally {
      scope = outer;
    }
  }

  /** From now on names nodes under {@code newScope}, whatever the scope was. */
  public void setScope(String newScope) {
    scope = newScope;
  }

  /** From now on new nodes stand for these of the graph that was read. */
  public void setOrigins(List<String> names) {
    origins = names;
  }

  /** From now on new nodes also stand for what this one does, since they take its place. */
  public void absorb(IrNode node) {
    List<String> all = new ArrayList<>(node.origins());
    all.addAll(origins);
    origins = all;
  }

  /** Says that a node also stands for what another does that computes the same. */
  public void merge(IrNode node, IrNode same) {
    node.addOrigins(same.origins());
  }

  /** Appends a node with outputs still to be added. */
  public IrNode node(String op, String name, List<Value> inputs, Attrs attrs) {
    return append(new IrNode(unique(name), op, inputs, attrs, null, null));
  }

  /** Appends a node with one float output. */
  public Value add(String op, List<Value> inputs, Attrs attrs, int... shape) {
    return node(op, op, inputs, attrs).addOutput(DType.FLOAT, shape);
  }

  /** Appends a node with one output of any type. */
  public Value add(String op, DType type, List<Value> inputs, Attrs attrs, int... shape) {
    return node(op, op, inputs, attrs).addOutput(type, shape);
  }

  /** Appends a further output to a node. */
  public Value output(IrNode node, DType type, int... shape) {
    return node.addOutput(type, shape);
  }

  /** Closes a loop: {@code merge} gets its second input, made after it. */
  public void closeLoop(IrNode merge, Value next) {
    merge.addInput(next);
  }

  /** Appends what a recurrent layer repeats over the rows of {@code steps}. */
  public IrNode recurrence(Value steps, List<Value> states, Recurrence recurrence) {
    List<Value> inputs = new ArrayList<>(states);
    inputs.add(0, steps);
    return recurrence(Recurrence.OP, inputs, recurrence);
  }

  private IrNode recurrence(String name, List<Value> inputs, Recurrence recurrence) {
    IrNode node =
        append(new IrNode(unique(name), Recurrence.OP, inputs, Attrs.NONE, null, recurrence));
    int[] sizes = recurrence.cell().stateSizes();
    node.addOutput(DType.FLOAT, 1, inputs.get(0).dim(0), sizes[0]);
    for (int size : sizes) {
      node.addOutput(DType.FLOAT, 1, size);
    }
    return node;
  }

  /** A constant; an equal one made before is taken instead. */
  public Value constant(String name, Literal constant) {
    return constantUse.apply(shared(name, constant));
  }

  private Value shared(String name, Literal constant) {
    Value shared = constants.get(constant);
    if (shared != null) {
      return shared;
    }
    Attrs attrs = Attrs.NONE.type("dtype", constant.dtype());
    IrNode node = append(new IrNode(unique(name), "Const", List.of(), attrs, constant, null));
    Value value = node.addOutput(constant.dtype(), constant.dims());
    constants.put(constant, value);
    return value;
  }

  public Value constant(Literal constant) {
    return constant("Const", constant);
  }

  /** A scalar float. */
  public Value scalar(float value) {
    return constant(Literal.scalar(value));
  }

  /** A vector of int32. */
  public Value vector(int... values) {
    return constant(Literal.vector(values));
  }

  /** A scalar int32. */
  public Value integer(int value) {
    return constant(Literal.ofInt(value));
  }

  /** Runs {@code work} with every constant that it uses passed through {@code use} first. */
  public <T> T withConstants(UnaryOperator<Value> use, Supplier<T> work) {
    UnaryOperator<Value> outer = constantUse;
    constantUse = use;
    try {
      return work.get();
    } finally {
      constantUse = outer;
    }
  }

  /** A name under the present scope that no node has and none will get. */
  public String newName(String name) {
    return unique(name);
  }

  /** Marks a node that stays though nothing may depend on it. */
  public void keep(IrNode node) {
    kept.add(node);
  }

  /** A copy of a node of another graph, with its full name, on new inputs. */
  public IrNode copy(IrNode old, List<Value> inputs) {
    String outerScope = scope;
    List<String> outerOrigins = origins;
    scope = "";
    absorb(old);
    try {
      return copyNamed(old, inputs);
    } finally {
      scope = outerScope;
      origins = outerOrigins;
    }
  }

  private IrNode copyNamed(IrNode old, List<Value> inputs) {
    if (old.constant() != null) {
      return constant(old.name(), old.constant()).node();
    }
    if (old.recurrence() != null) {
      return recurrence(old.name(), inputs, old.recurrence());
    }
    IrNode node = node(old.op(), old.name(), inputs, old.attrs());
    old.outputs().forEach(output -> node.addOutput(output.type(), output.shape()));
    return node;
  }

  /** Everything {@code output} needs. */
  public IrGraph build(Value output) {
    return new IrGraph(nodes, output, kept);
  }

  private IrNode append(IrNode node) {
    node.addOrigins(origins);
    if (nodes.size() >= MAX_NODES) {
      throw new KwsException("the graph would have more than " + MAX_NODES + " nodes");
    }
    nodes.add(node);
    return node;
  }

  private String unique(String name) {
    String wanted = scope.isEmpty() ? name : scope + "/" + name;
    String free = wanted;
    for (int i = next.getOrDefault(wanted, 1); !names.add(free); i++) {
      free = wanted + "_" + i;
      next.put(wanted, i + 1);
    }
    return free;
  }
}
