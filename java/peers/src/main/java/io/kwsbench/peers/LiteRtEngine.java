package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteVersion;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.natives.NativeCache;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;

/** LiteRT (TensorFlow Lite) on the CPU, with XNNPACK wherever it takes an op. Thread-safe. */
public final class LiteRtEngine implements Engine {
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
  public Set<ModelFormat> formats() {
    return Set.of(ModelFormat.TFLITE);
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  @Override
  public EngineModel open(ModelSource source) {
    return new PeerModel(ModelFile.of(source, ModelFormat.TFLITE), LiteRtSession::open);
  }
}
