package io.kwsbench.graph;

import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The states that an engine keeps for its caller: further feeds and fetches, behind his own. */
public final class CarriedStates {
  private CarriedStates() {}

  /** The states of a graph but for those that the caller feeds himself. */
  public static List<FrozenGraph.State> kept(FrozenGraph graph, List<TensorSpec> feeds) {
    List<TensorName> own = feeds.stream().map(TensorSpec::name).toList();
    return graph.states().stream().filter(state -> !own.contains(state.input().name())).toList();
  }

  /** The caller's feeds, then those of the states. */
  public static List<TensorSpec> feeds(List<FrozenGraph.State> states, List<TensorSpec> own) {
    List<TensorSpec> all = new ArrayList<>(own);
    states.forEach(state -> all.add(state.input()));
    return all;
  }

  /** The caller's fetches, then those of the states. */
  public static List<TensorName> fetches(List<FrozenGraph.State> states, List<TensorName> own) {
    List<TensorName> all = new ArrayList<>(own);
    states.forEach(state -> all.add(state.output()));
    return all;
  }
}
