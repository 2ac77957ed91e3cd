package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.NativeLibrary;
import java.util.Optional;
import java.util.Set;

/**
 * Our own engine: graphs are compiled to plans of few fused steps, which C++ kernels run.
 *
 * <p>The library is loaded at the first question about it, not before. Thread-safe.
 */
public final class NativeEngine implements Engine {
  private final CompilerOptions options;

  /** For {@link java.util.ServiceLoader}. */
  public NativeEngine() {
    this(CompilerOptions.DEFAULT);
  }

  /** An engine that compiles graphs so; compiled models are what they are. */
  public NativeEngine(CompilerOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "native";
  }

  /**
   * @throws KwsException when the library is not available
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
  public Set<ModelFormat> formats() {
    return Set.of(ModelFormat.values());
  }

  /**
   * Opens a graph or what becomes one, which is compiled, or a compiled model, for which no class
   * of graphs loads.
   */
  @Override
  public EngineModel open(ModelSource source) {
    NativeLibrary.ensureAvailable();
    if (source instanceof ModelSource.File file && file.format() == ModelFormat.COMPILED) {
      return CompiledModel.open(file.path());
    }
    if (source.format().isGraph()) {
      return new NativeModel(source.graph(), options);
    }
    throw new KwsException(source.name() + ": engine native does not run such files");
  }
}
