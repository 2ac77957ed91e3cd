package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import java.util.Optional;
import java.util.Set;

/**
 * Runs frozen graphs with TensorFlow's C library, as benchmark_model does: grappler's optimizations
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
   * @throws KwsException when the library is not available
   */
  @Override
  public String version() {
    return TensorFlowLibrary.version();
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return TensorFlowLibrary.unavailabilityCause();
  }

  @Override
  public Set<ModelFormat> formats() {
    return Set.of(ModelFormat.FROZEN_GRAPH, ModelFormat.ONNX, ModelFormat.TFLITE);
  }

  @Override
  public EngineModel open(ModelSource source) {
    TensorFlowLibrary.ensureAvailable();
    if (source.format().isGraph()) {
      return new TensorFlowModel(source.graph());
    }
    throw new KwsException(source.name() + ": engine tensorflow does not run such files");
  }
}
