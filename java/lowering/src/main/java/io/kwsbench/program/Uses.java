package io.kwsbench.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The producer and the users of each tensor of a program. */
public final class Uses {
  private final Map<Tensor, Op> makers = new HashMap<>();
  private final Map<Tensor, List<Op>> users = new HashMap<>();
  private final Set<Tensor> fetched;

  public Uses(Program program) {
    fetched = new HashSet<>(program.fetches().values());
    for (Op op : program.ops()) {
      op.outputs().stream().filter(Tensor::isPresent).forEach(output -> makers.put(output, op));
      for (Tensor input : op.inputs()) {
        users.computeIfAbsent(input, t -> new ArrayList<>()).add(op);
      }
    }
  }

  /** The operation that makes a tensor; empty for feeds and constants. */
  public Optional<Op> maker(Tensor tensor) {
    return Optional.ofNullable(makers.get(tensor));
  }

  /** The operation that makes a tensor, when it is of that kind. */
  public Optional<Op> maker(Tensor tensor, Class<? extends OpKind> kind) {
    return maker(tensor).filter(op -> kind.isInstance(op.kind()));
  }

  public List<Op> users(Tensor tensor) {
    return users.getOrDefault(tensor, List.of());
  }

  /** Returns whether a run is for this tensor. */
  public boolean isFetched(Tensor tensor) {
    return fetched.contains(tensor);
  }

  /** The only operation that uses a tensor that no one else sees. */
  public Optional<Op> onlyUser(Tensor tensor) {
    List<Op> all = users(tensor);
    return all.size() == 1 && !fetched.contains(tensor)
        ? Optional.of(all.get(0))
        : Optional.empty();
  }
}
