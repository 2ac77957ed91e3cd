package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteVersion;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.FileEngine;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.natives.NativeCache;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** LiteRT (TensorFlow Lite) on the CPU, with XNNPACK wherever it takes an op. Thread-safe. */
public final class LiteRtEngine implements FileEngine {
  /** For {@link java.util.ServiceLoader}. */
  public LiteRtEngine() {}

  /** Loading happens when this class is first touched. */
  private static final class Holder {
    static final Throwable CAUSE = tryLoad();

    private static Throwable tryLoad() {
      try {
        NativeCache.prepare();
        Loader.load(org.bytedeco.tensorflowlite.global.tensorflowlite.class);
        return null;
      } catch (LinkageError | RuntimeException e) {
        return e;
      }
    }
  }

  @Override
  public String name() {
    return "litert";
  }

  @Override
  public String version() {
    return TfLiteVersion().getString();
  }

  @Override
  public String extension() {
    return ".tflite";
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  @Override
  public EngineSession open(Path file, int threads) {
    ModelFile.requireFile(file);
    SessionOptions.requireThreads(threads);
    return LiteRtSession.open(file, Math.max(1, threads));
  }
}
