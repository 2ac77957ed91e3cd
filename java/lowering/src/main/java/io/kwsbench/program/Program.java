package io.kwsbench.program;

import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Operations in the order in which they run.
 *
 * @param feeds what is given before a run, by the graph's name
 * @param ops each after those that make its inputs
 * @param fetches what a run is for, by the graph's name
 */
public record Program(
    Map<TensorName, Tensor> feeds, List<Op> ops, Map<TensorName, Tensor> fetches) {
  public Program {
    feeds = new LinkedHashMap<>(feeds);
    ops = List.copyOf(ops);
    fetches = new LinkedHashMap<>(fetches);
  }

  public Program withOps(List<Op> others) {
    return new Program(feeds, others, fetches);
  }

  /** All operations, those of a loop's body after the loop. */
  public List<Op> flattened() {
    List<Op> all = new ArrayList<>();
    for (Op op : ops) {
      all.add(op);
      if (op.kind() instanceof OpKind.Loop loop) {
        all.addAll(loop.body());
      }
    }
    return all;
  }

  /** The same without operations whose outputs nothing needs. */
  public Program withoutDeadOps() {
    Set<Tensor> needed = new HashSet<>(fetches.values());
    List<Op> kept = new ArrayList<>();
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      if (op.outputs().stream().anyMatch(o -> o.isPresent() && needed.contains(o))) {
        needed.addAll(op.inputs());
        kept.add(op);
      }
    }
    Collections.reverse(kept);
    return kept.size() == ops.size() ? this : withOps(kept);
  }

  /**
   * The same with each operation after those that make its inputs, in today's order where that is
   * open; empty when there is none such.
   */
  public Optional<Program> sorted() {
    Map<Tensor, Integer> makers = new HashMap<>();
    for (int i = 0; i < ops.size(); i++) {
      for (Tensor output : ops.get(i).outputs()) {
        makers.put(output, i);
      }
    }
    makers.remove(Tensor.NONE);
    int[] missing = new int[ops.size()];
    List<List<Integer>> users = new ArrayList<>();
    ops.forEach(op -> users.add(new ArrayList<>()));
    for (int i = 0; i < ops.size(); i++) {
      for (Tensor input : ops.get(i).inputs()) {
        Integer maker = makers.get(input);
        if (maker != null) {
          users.get(maker).add(i);
          missing[i]++;
        }
      }
    }
    return ordered(missing, users);
  }

  private Optional<Program> ordered(int[] missing, List<List<Integer>> users) {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<Op> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.poll();
      sorted.add(ops.get(next));
      for (int user : users.get(next)) {
        if (--missing[user] == 0) {
          ready.add(user);
        }
      }
    }
    return sorted.size() == ops.size() ? Optional.of(withOps(sorted)) : Optional.empty();
  }
}
