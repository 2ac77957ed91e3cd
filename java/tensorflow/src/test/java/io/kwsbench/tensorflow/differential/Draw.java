package io.kwsbench.tensorflow.differential;

import java.util.Optional;

/** Adds something to a sketch: a node, or a few that belong together; empty where nothing fits. */
@FunctionalInterface
interface Draw {
  Optional<Value> on(Sketch sketch);
}
