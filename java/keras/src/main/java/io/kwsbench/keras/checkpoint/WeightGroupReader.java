package io.kwsbench.keras.checkpoint;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the weights of Keras 3, without the optimizer's. */
final class WeightGroupReader {
  private static final String VARIABLES = "vars";
  private static final String OPTIMIZER = "optimizer";

  /** More than models within models within models have. */
  private static final int DEEPEST = 64;

  private static final int MAX_NODES = 200_000;

  private final DatasetReader datasets;
  private int nodes;

  WeightGroupReader(DatasetReader datasets) {
    this.datasets = datasets;
  }

  WeightGroup read(Group root) {
    return group(root, "", 0);
  }

  private WeightGroup group(Group group, String path, int depth) {
    if (depth > DEEPEST) {
      throw new KwsException("groups are nested more than " + DEEPEST + " deep");
    }
    List<Weight> weights = List.of();
    Map<String, WeightGroup> groups = new HashMap<>();
    for (Map.Entry<String, Node> child : children(group).entrySet()) {
      String name = child.getKey();
      if (depth == 0 && name.equals(OPTIMIZER) || !(child.getValue() instanceof Group inner)) {
        continue;
      }
      String at = path.isEmpty() ? name : path + "/" + name;
      if (name.equals(VARIABLES)) {
        weights = weights(inner, at);
      } else {
        groups.put(name, group(inner, at, depth + 1));
      }
    }
    return new WeightGroup(path, weights, groups);
  }

  private Map<String, Node> children(Group group) {
    Map<String, Node> children = group.getChildren();
    nodes += children.size();
    if (nodes > MAX_NODES) {
      throw new KwsException("more than " + MAX_NODES + " groups and weights");
    }
    return children;
  }

  private List<Weight> weights(Group variables, String path) {
    SortedMap<Integer, Weight> weights = new TreeMap<>();
    for (Map.Entry<String, Node> child : children(variables).entrySet()) {
      String name = path + "/" + child.getKey();
      if (!(child.getValue() instanceof Dataset dataset) || !child.getKey().matches("\\d{1,6}")) {
        throw new KwsException("'" + name + "' is no numbered weight");
      }
      weights.put(Integer.valueOf(child.getKey()), datasets.weight(dataset, name, path));
    }
    return new ArrayList<>(weights.values());
  }
}
