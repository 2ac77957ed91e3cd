package io.kwsbench.plan;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelReading;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * Makes a plan of a model that is not compiled yet. {@link ServiceLoader} finds the compiler where
 * it is on the class path; a device does without.
 */
public interface PlanCompiler {
  /**
   * Compiles a file.
   *
   * @param reading how it becomes a graph
   * @throws KwsException when it cannot be read, or the native engine cannot run it
   */
  Plan compile(Path file, ModelReading reading);

  /**
   * The compiler of this class path.
   *
   * @param file what it is needed for
   * @throws KwsException when there is none
   */
  static PlanCompiler requiredFor(Path file) {
    return ServiceLoader.load(PlanCompiler.class)
        .findFirst()
        .orElseThrow(
            () ->
                new KwsException(
                    file
                        + ": it is no compiled model (.kws), and the compiler, kwsbench-compiler,"
                        + " is not on the class path"));
  }
}
