package io.kwsbench.engine.nativeengine;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.NativeLibrary;
import java.util.Optional;

/**
 * Our own engine: graphs are compiled to plans of few fused steps, which C++ kernels run.
 *
 * <p>The library is loaded at the first question about it, not before. Thread-safe.
 */
public final class NativeEngine implements Engine {
  /** For {@link java.util.ServiceLoader}. */
  public NativeEngine() {}

  @Override
  public String name() {
    return "native";
  }

  /**
   * @throws io.kwsbench.KwsException when the library is not available
   */
  @Override
  public String version() {
    NativeLibrary.ensureAvailable();
    return KwsNative.kws_version().getString();
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return NativeLibrary.unavailabilityCause();
  }

  @Override
  public EngineModel load(FrozenGraph graph) {
    NativeLibrary.ensureAvailable();
    return new NativeModel(graph);
  }
}
