package io.kwsbench.keras.checkpoint;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a layer, or of a part of it, as Keras 3 stores them: by number, below groups that
 * have the names of Python attributes.
 *
 * <p>Immutable, but for the weights' arrays, which are shared.
 *
 * @param path where the group is in its file; empty for the whole file
 * @param weights the group's own, in order
 * @param groups the parts by name
 */
public record WeightGroup(String path, List<Weight> weights, Map<String, WeightGroup> groups) {
  public WeightGroup {
    weights = List.copyOf(weights);
    groups = Map.copyOf(groups);
  }

  /**
   * Reads a {@code .weights.h5} file from its bytes.
   *
   * @param name what errors call it
   * @throws KwsException when it is damaged, or no such file
   */
  public static WeightGroup parse(byte[] bytes, String name) {
    return CheckpointReader.parseGroups(bytes, name);
  }

  /** The part at a path such as {@code cell/cells}. */
  public Optional<WeightGroup> find(String parts) {
    Optional<WeightGroup> at = Optional.of(this);
    for (String part : parts.split("/")) {
      at = at.map(group -> group.groups.get(part));
    }
    return at;
  }

  /** Returns whether neither it nor a part of it has weights. */
  public boolean isEmpty() {
    return weights.isEmpty() && groups.values().stream().allMatch(WeightGroup::isEmpty);
  }

  /** The number of weights in it and in all parts. */
  public long parameterCount() {
    return weights.stream().mapToLong(weight -> weight.values().length).sum()
        + groups.values().stream().mapToLong(WeightGroup::parameterCount).sum();
  }

  /**
   * Requires every weight to be a number.
   *
   * @throws KwsException naming the first that is NaN or infinite
   */
  public void requireNumbers() {
    weights.forEach(Weight::requireNumbers);
    groups.values().forEach(WeightGroup::requireNumbers);
  }
}
