package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.FileEngine;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.TensorName;
import io.kwsbench.graph.TensorSpec;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.NativeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs compiled models, {@code .kws} files, without any graph. Thread-safe. */
public final class PlanFileEngine implements FileEngine {
  /** For {@link java.util.ServiceLoader}. */
  public PlanFileEngine() {}

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
  public String extension() {
    return ".kws";
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return NativeLibrary.unavailabilityCause();
  }

  @Override
  public EngineSession open(Path file, int threads) {
    PlanModel model = PlanModel.open(file);
    List<TensorName> fetches = model.fetches().stream().map(TensorSpec::name).toList();
    SessionOptions options = new SessionOptions(model.feeds(), fetches, threads);
    try {
      PlanSession session = model.newSession(threads);
      return new NativeSession(session, options, new FileFeeds(Set.of()), model::close);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
