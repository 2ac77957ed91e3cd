package io.kwsbench.keras.checkpoint;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.kwsbench.KwsException;
import java.util.Optional;

/** Follows names such as {@code conv1d_1/kernel:0} through nested groups. */
final class Hdf5Path {
  private Hdf5Path() {}

  /** The node at {@code path} below {@code start}, empty when a part of it is missing. */
  static Optional<Node> find(Group start, String path) {
    Node at = start;
    for (String part : path.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      if (!(at instanceof Group group)) {
        return Optional.empty();
      }
      at = group.getChild(part);
      if (at instanceof Link link) {
        at = link.getTarget();
      }
    }
    return Optional.ofNullable(at);
  }

  /**
   * @throws KwsException when there is no data set at {@code path}; {@code owner} names whose it is
   */
  static Dataset dataset(Group start, String path, String owner) {
    if (find(start, path).orElse(null) instanceof Dataset dataset) {
      return dataset;
    }
    throw new KwsException(
        "weight '" + path + "' of " + owner + " is listed in 'weight_names' but has no data set");
  }
}
