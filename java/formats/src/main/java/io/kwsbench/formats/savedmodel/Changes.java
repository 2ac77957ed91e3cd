package io.kwsbench.formats.savedmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Finds the variables that a model changes while it runs, in whatever function it does so. A call
 * that changes a variable need not return anything, so that no result leads to it.
 */
final class Changes {
  /** Operators that change the variable that is their first input. */
  static final Set<String> OPERATORS =
      Set.of(
          "Assign",
          "AssignAdd",
          "AssignSub",
          "ScatterUpdate",
          "ScatterAdd",
          "AssignVariableOp",
          "AssignAddVariableOp",
          "AssignSubVariableOp",
          "ResourceScatterUpdate",
          "ResourceScatterAdd",
          "ResourceScatterSub",
          "ResourceStridedSliceAssign");

  /** Operators whose first input chooses a function; the others are its arguments. */
  private static final Set<String> BRANCHES = Set.of("If", "StatelessIf", "Case", "StatelessCase");

  private final Map<String, FunctionDef> functions;
  private final Map<String, Set<Integer>> arguments = new HashMap<>();

  Changes(Map<String, FunctionDef> functions) {
    this.functions = functions;
  }

  /** The variables that some nodes change. */
  List<Ref> of(Collection<FunctionBody.Step> steps) {
    List<Ref> changed = new ArrayList<>();
    for (FunctionBody.Step step : steps) {
      for (int input : inputs(step.node())) {
        if (input < step.inputs().size()) {
          changed.add(step.inputs().get(input));
        }
      }
    }
    return changed;
  }

  /** Numbers of a node's inputs that are variables which it changes. */
  private Set<Integer> inputs(NodeDef node) {
    if (OPERATORS.contains(node.getOp())) {
      return Set.of(0);
    }
    int first = BRANCHES.contains(node.getOp()) ? 1 : 0;
    return called(node)
        .flatMap(function -> arguments(function).stream())
        .map(argument -> first + argument)
        .collect(Collectors.toSet());
  }

  private Stream<String> called(NodeDef node) {
    Stream<String> named = node.getAttrMap().values().stream().flatMap(Changes::named);
    return Stream.concat(Stream.of(node.getOp()), named).filter(functions::containsKey);
  }

  private static Stream<String> named(AttrValue value) {
    Stream<NameAttrList> one = value.hasFunc() ? Stream.of(value.getFunc()) : Stream.empty();
    return Stream.concat(one, value.getList().getFuncList().stream()).map(NameAttrList::getName);
  }

  /** Numbers of a function's arguments that are variables which it changes. */
  private Set<Integer> arguments(String function) {
    Set<Integer> known = arguments.get(function);
    if (known == null) {
      // a function that calls itself is refused where it is called
      arguments.put(function, Set.of());
      known = changed(functions.get(function));
      arguments.put(function, known);
    }
    return known;
  }

  private Set<Integer> changed(FunctionDef function) {
    List<String> names =
        function.getSignature().getInputArgList().stream().map(OpDef.ArgDef::getName).toList();
    Map<String, NodeDef> nodes = new HashMap<>();
    function.getNodeDefList().forEach(node -> nodes.put(node.getName(), node));
    Set<Integer> changed = new TreeSet<>();
    for (NodeDef node : function.getNodeDefList()) {
      for (int input : inputs(node)) {
        if (input < node.getInputCount()) {
          changed.add(names.indexOf(origin(node.getInput(input), nodes)));
        }
      }
    }
    changed.remove(-1);
    return changed;
  }

  /** The argument or node that a variable comes from, before nodes that hand it on. */
  private static String origin(String input, Map<String, NodeDef> nodes) {
    String name = input.split(":", 2)[0];
    for (int i = 0; i < nodes.size(); i++) {
      NodeDef node = nodes.get(name);
      if (node == null || !node.getOp().equals("Identity") || node.getInputCount() == 0) {
        break;
      }
      name = node.getInput(0).split(":", 2)[0];
    }
    return name;
  }
}
