package io.kwsbench.tensorflow;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.graph.FrozenGraph;
import java.util.Optional;

/**
 * Runs frozen graphs with TensorFlow's C library, as benchmark_model does: grappler's optimisations
 * on, one session per thread setting.
 *
 * <p>The library is loaded at the first question about it, not before. Thread-safe.
 */
public final class TensorFlowEngine implements Engine {
  /** For {@link java.util.ServiceLoader}. */
  public TensorFlowEngine() {}

  @Override
  public String name() {
    return "tensorflow";
  }

  /**
   * @throws io.kwsbench.KwsException when the library is not available
   */
  @Override
  public String version() {
    return NativeLibrary.version();
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return NativeLibrary.unavailabilityCause();
  }

  @Override
  public EngineModel load(FrozenGraph graph) {
    NativeLibrary.ensureAvailable();
    return new TensorFlowModel(graph);
  }
}
