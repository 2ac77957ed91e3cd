package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The variables of a model: what a run finds in one becomes an input of the graph, and what it
 * leaves there an output.
 *
 * <p>A handle is a constant, the variable's number, so that it finds its way through subgraphs.
 */
final class Variables {
  private final List<Variable> all = new ArrayList<>();
  private boolean first;

  /** A variable, as far as the graph is made. */
  private static final class Variable {
    final String name;
    Literal initial;
    Value read;
    Value now;

    Variable(String name) {
      this.name = name;
    }
  }

  /** The operators by which a run uses variables. */
  Map<String, TfliteOp> ops() {
    return Map.of(
        "VAR_HANDLE", this::handle,
        "READ_VARIABLE", this::read,
        "ASSIGN_VARIABLE", this::assign);
  }

  /** Runs {@code work}; the values that it sets are those that the first run finds. */
  void initialize(Runnable work) {
    first = true;
    try {
      work.run();
    } finally {
      first = false;
    }
  }

  private List<Value> handle(TfliteCall call) {
    String name = call.operator().text(0) + "/" + call.operator().text(1);
    int index = indexOf(name);
    return List.of(call.graph().constant("variable", Literal.ofInt(index)));
  }

  /** The number of a variable, which is new where none has its name. */
  private int indexOf(String name) {
    int index = 0;
    while (index < all.size() && !all.get(index).name.equals(name)) {
      index++;
    }
    if (index == all.size()) {
      all.add(new Variable(name));
    }
    return index;
  }

  /**
   * What a run finds in the state of an operator's own: zeros at first.
   *
   * @param input the state's number among the operator's inputs
   */
  Value kept(TfliteCall call, int input) {
    Variable state = all.get(indexOf(stateName(call, input)));
    if (state.read == null) {
      int[] dims = call.types().get(input).dims();
      state.initial = Literal.of(new float[Dims.elements(dims)], dims);
      call.graph().setScope("");
      state.read = ImportedGraph.input(call.graph(), state.name, DType.FLOAT, dims);
      state.now = state.read;
      call.graph().setScope(ImportedGraph.tensorFlowName(call.name()));
    }
    return state.now;
  }

  /** Sets what the next run, or the next step of a loop, finds there. */
  void keep(TfliteCall call, int input, Value next) {
    all.get(indexOf(stateName(call, input))).now = next;
  }

  private static String stateName(TfliteCall call, int input) {
    if (!call.has(input) || !call.types().get(input).variable()) {
      throw call.error("has no variable as its state");
    }
    return call.types().get(input).shortName();
  }

  private Variable variable(TfliteCall call) {
    int index = call.integer(0);
    if (index < 0 || index >= all.size()) {
      throw call.error("takes no variable");
    }
    return all.get(index);
  }

  private List<Value> read(TfliteCall call) {
    Variable variable = variable(call);
    if (variable.now == null) {
      if (variable.initial == null) {
        throw call.error("reads variable " + variable.name + " before anything sets it");
      }
      variable.read = input(call, variable);
      variable.now = variable.read;
    }
    return List.of(variable.now);
  }

  private static Value input(TfliteCall call, Variable variable) {
    call.graph().setScope("");
    boolean narrow = call.results().get(0).type().isNarrow(); // integers in float32
    DType type = narrow ? DType.FLOAT : variable.initial.dtype();
    return ImportedGraph.input(call.graph(), variable.name, type, variable.initial.dims());
  }

  private List<Value> assign(TfliteCall call) {
    Variable variable = variable(call);
    Value value = call.folded(new IntegerCall(call).levels(1));
    if (first) {
      if (!value.isConstant()) {
        throw call.error(
            "sets variable " + variable.name + " first to a value that is not constant");
      }
      variable.initial = value.node().constant();
      return List.of();
    }
    if (variable.initial != null && !Arrays.equals(variable.initial.dims(), value.shape())) {
      throw call.error("changes the shape of variable " + variable.name);
    }
    variable.now = value;
    return List.of();
  }

  /** The variables that a run reads before it sets them: the others carry nothing. */
  List<ImportedGraph.Carried> carried() {
    List<ImportedGraph.Carried> carried = new ArrayList<>();
    for (Variable variable : all) {
      if (variable.read != null) {
        requireSameType(variable);
        carried.add(
            new ImportedGraph.Carried(variable.read, variable.now, reals(variable.initial)));
      }
    }
    return carried;
  }

  private static void requireSameType(Variable variable) {
    if (variable.now.type() != variable.read.type()) {
      throw new KwsException("variable " + variable.name + " changes its type");
    }
  }

  private static double[] reals(Literal literal) {
    double[] reals = new double[literal.size()];
    Arrays.setAll(reals, literal::real);
    return reals;
  }
}
