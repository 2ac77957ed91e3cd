package io.kwsbench.lower;

import io.kwsbench.program.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A branch of a {@code tf.cond} that the input decides: both branches are computed, and the {@code
 * Merge} after them selects.
 *
 * @param predicate a bool scalar that is not known when compiling
 * @param taken whether the branch is that of true
 */
record BranchPredicate(Tensor predicate, boolean taken) {
  private BranchPredicate opposite() {
    return new BranchPredicate(predicate, !taken);
  }

  /**
   * The branches that all inputs of a node are in; empty when two of them exclude each other, so
   * that the node never runs.
   */
  static Optional<List<BranchPredicate>> of(List<LoweredValue> inputs) {
    List<BranchPredicate> all = new ArrayList<>();
    for (LoweredValue input : inputs) {
      for (BranchPredicate guard : input.guards()) {
        if (all.contains(guard.opposite())) {
          return Optional.empty();
        }
        if (!all.contains(guard)) {
          all.add(guard);
        }
      }
    }
    return Optional.of(all);
  }

  /** The innermost branch of {@code a} that {@code b} is the other side of, or at least not in. */
  static Optional<BranchPredicate> between(LoweredValue a, LoweredValue b) {
    List<BranchPredicate> guards = a.guards();
    for (int i = guards.size() - 1; i >= 0; i--) {
      if (b.guards().contains(guards.get(i).opposite())) {
        return Optional.of(guards.get(i));
      }
    }
    for (int i = guards.size() - 1; i >= 0; i--) {
      if (!b.guards().contains(guards.get(i))) {
        return Optional.of(guards.get(i));
      }
    }
    return Optional.empty();
  }

  /** The guards that are left of two symbols once this guard is decided. */
  List<BranchPredicate> outside(LoweredValue a, LoweredValue b) {
    List<BranchPredicate> left = new ArrayList<>(a.guards());
    b.guards().stream().filter(guard -> !left.contains(guard)).forEach(left::add);
    left.removeIf(guard -> guard.predicate() == predicate);
    return left;
  }
}
