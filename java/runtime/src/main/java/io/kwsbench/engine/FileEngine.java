package io.kwsbench.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Another runtime, which reads model files of its own format: ONNX Runtime, LiteRT.
 *
 * <p>Found with {@link java.util.ServiceLoader} where its module is installed. Thread-safe.
 */
public interface FileEngine {
  /** The name that {@code --engine} takes: {@code onnxruntime}, {@code litert}. */
  String name();

  /** The library's version; needs its native library. */
  String version();

  /** The ending of the files that it reads, such as {@code .onnx}. */
  String extension();

  /** Why the native library could not be loaded; empty when it was. */
  Optional<Throwable> unavailabilityCause();

  /**
   * Loads a model with all its inputs as feeds and all its outputs as fetches; an open batch, the
   * first dimension of an input, is 1. {@link EngineSession#options()} says which they are.
   *
   * @param threads threads that a run may use
   * @throws io.kwsbench.KwsException when the file is no such model, or leaves another dimension of
   *     an input open
   */
  EngineSession open(Path file, int threads);
}
