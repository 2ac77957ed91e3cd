package io.kwsbench.engine;

import io.kwsbench.graph.FrozenGraph;
import java.util.Optional;
import java.util.Set;

/**
 * Something that runs models: our own native engine, TensorFlow's C library, ONNX Runtime, LiteRT.
 *
 * <p>Engines are found with {@link java.util.ServiceLoader}, and {@link Engines} chooses among
 * them; asking for a name, a format or availability never throws for a missing native. Thread-safe.
 */
public interface Engine {
  /** The name that users choose it by: {@code tensorflow}, {@code native}. */
  String name();

  /** The library's version, such as {@code 2.18.0}; needs {@link #isAvailable()}. */
  String version();

  /** Name and version, as reports print them; needs {@link #isAvailable()}. */
  default String description() {
    return name() + " " + version();
  }

  /** The formats of the models that it opens. */
  Set<ModelFormat> formats();

  /** Returns whether the engine's native library loaded. */
  default boolean isAvailable() {
    return unavailabilityCause().isEmpty();
  }

  /**
   * The reason why the native library could not be loaded, with the searched places; empty if it is
   * loaded.
   */
  Optional<Throwable> unavailabilityCause();

  /**
   * Opens a model.
   *
   * @throws io.kwsbench.KwsException when the native is missing, the model is of another format, or
   *     the engine lacks an op of it (the message names the op and the node)
   */
  EngineModel open(ModelSource source);

  /**
   * Opens a graph.
   *
   * @throws io.kwsbench.KwsException as {@link #open} does
   */
  default EngineModel load(FrozenGraph graph) {
    return open(new ModelSource.Graph(graph));
  }
}
