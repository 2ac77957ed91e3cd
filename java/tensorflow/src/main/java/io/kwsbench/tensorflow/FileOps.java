package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;

/**
 * Finds ops that write files, open connections or call back into Python: a graph from somebody else
 * is a program, and a keyword spotter needs none of them.
 *
 * <p>Only nodes that a run would execute count, those in functions included. Reading ops such as
 * {@code ReadFile} are left alone: the original's graphs read their clip by one.
 */
final class FileOps {
  /** Set to 1, it lets a graph write files all the same. */
  static final String ALLOW = "KWSBENCH_ALLOW_FILE_OPS";

  private static final Set<String> NAMES =
      Set.of(
          "WriteFile",
          "MergeV2Checkpoints",
          "PrintV2",
          "CloseSummaryWriter",
          "CreateSummaryDbWriter",
          "CreateSummaryFileWriter",
          "FlushSummaryWriter",
          "ImportEvent",
          "DebugIdentity",
          "DebugIdentityV2",
          "DebugIdentityV3",
          "DebugNanCount",
          "DebugNumericSummary",
          "DatasetToTFRecord",
          "DatasetToTFRecordV2",
          "PyFunc",
          "PyFuncStateless",
          "EagerPyFunc",
          "LoadDataset",
          "RpcCall",
          "RpcClient",
          "RpcServer",
          "RpcServerStart",
          "RegisterDataset",
          "RegisterDatasetV2");

  /**
   * {@code Save}, {@code SaveV2}, {@code SaveSlices}, {@code SaveDataset}, {@code Write…Summary}.
   */
  private static final List<String> PREFIXES = List.of("Save", "Write", "RawWrite");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final String source;

  private FileOps(FrozenGraph graph) {
    source = graph.source();
    graph.def().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    graph
        .def()
        .getLibrary()
        .getFunctionList()
        .forEach(function -> functions.put(function.getSignature().getName(), function));
  }

  /**
   * Refuses a graph whose run would execute such an op.
   *
   * @param fetches what a run computes
   * @param allowed the user's wish, the value of {@link #ALLOW}; null when not set
   * @throws KwsException when there is one and it is not allowed
   */
  static void check(FrozenGraph graph, List<TensorName> fetches, String allowed) {
    if (!"1".equals(allowed)) {
      new FileOps(graph).check(fetches);
    }
  }

  private void check(List<TensorName> fetches) {
    ArrayDeque<String> queue = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    fetches.forEach(fetch -> queue.add(fetch.node()));
    while (!queue.isEmpty()) {
      String name = queue.poll();
      if (!nodes.containsKey(name) || !seen.add(name)) {
        continue;
      }
      NodeDef node = nodes.get(name);
      checkNode(node, seen);
      node.getInputList().forEach(input -> queue.add(nodeOf(input)));
    }
  }

  private static String nodeOf(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** The node itself, and every function that it calls or names, however deep. */
  private void checkNode(NodeDef first, Set<String> seen) {
    ArrayDeque<NodeDef> queue = new ArrayDeque<>(List.of(first));
    while (!queue.isEmpty()) {
      NodeDef node = queue.poll();
      if (isFileOp(node.getOp())) {
        throw new KwsException(
            source
                + ": node "
                + node.getName()
                + " ("
                + node.getOp()
                + ") can write files or run code; set "
                + ALLOW
                + "=1 if you trust the graph");
      }
      enter(node.getOp(), seen, queue);
      for (AttrValue value : node.getAttrMap().values()) {
        enter(value.getFunc().getName(), seen, queue);
        value.getList().getFuncList().forEach(call -> enter(call.getName(), seen, queue));
      }
    }
  }

  private void enter(String function, Set<String> seen, ArrayDeque<NodeDef> queue) {
    FunctionDef body = functions.get(function);
    if (body != null && seen.add("function " + function)) {
      queue.addAll(body.getNodeDefList());
    }
  }

  private static boolean isFileOp(String op) {
    return NAMES.contains(op) || PREFIXES.stream().anyMatch(op::startsWith);
  }
}
