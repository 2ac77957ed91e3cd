package io.kwsbench.engine;

import io.kwsbench.graph.FrozenGraph;
import java.util.Optional;

/**
 * Something that runs frozen graphs: TensorFlow's C library, or our own native engine.
 *
 * <p>Engines are found with {@link java.util.ServiceLoader}; asking for a name, a version or
 * availability never throws for a missing native. Thread-safe.
 */
public interface Engine {
  /** The name that {@code --engine} takes: {@code tensorflow}, {@code native}. */
  String name();

  /** The library's version, such as {@code 2.18.0}; needs {@link #isAvailable()}. */
  String version();

  /** Whether the engine's native library loaded. */
  default boolean isAvailable() {
    return unavailabilityCause().isEmpty();
  }

  /** Why the native library could not be loaded, naming what was searched; empty when it was. */
  Optional<Throwable> unavailabilityCause();

  /**
   * Loads a graph.
   *
   * @throws io.kwsbench.KwsException when the native is missing, or the engine lacks an op of the
   *     graph (the message names the op and the node)
   */
  EngineModel load(FrozenGraph graph);
}
