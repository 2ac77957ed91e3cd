package io.kwsbench.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.kwsbench.KwsException;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** ONNX Runtime on the CPU, with all its graph optimizations. Thread-safe. */
public final class OnnxEngine implements Engine {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxEngine() {}

  /** Loading happens when this class is first touched. */
  private static final class Holder {
    static final Throwable CAUSE;
    static final OrtEnvironment ENVIRONMENT;

    static {
      Throwable cause = null;
      OrtEnvironment environment = null;
      try {
        environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "kwsbench");
      } catch (LinkageError | RuntimeException e) {
        cause = e;
      }
      CAUSE = cause;
      ENVIRONMENT = environment;
    }
  }

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public String version() {
    return Holder.ENVIRONMENT.getVersion();
  }

  @Override
  public Set<ModelFormat> formats() {
    return Set.of(ModelFormat.ONNX);
  }

  @Override
  public Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  @Override
  public EngineModel open(ModelSource source) {
    return new PeerModel(ModelFile.of(source, ModelFormat.ONNX), OnnxEngine::session);
  }

  private static PeerSession session(Path file, int threads) {
    OrtEnvironment environment = Holder.ENVIRONMENT;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtSession session = environment.createSession(file.toString(), options);
      try {
        return OnnxSession.of(file, environment, session, threads);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new KwsException(
          file + ": ONNX Runtime does not run it: " + ModelFile.oneLine(e.getMessage()), e);
    }
  }
}
