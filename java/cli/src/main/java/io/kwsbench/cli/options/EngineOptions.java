package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelSource;
import java.util.List;

/** Flags for the engine and its number of threads. */
@FlagGroup("engine")
public final class EngineOptions {
  @Parameter(
      names = "--engine",
      order = 20,
      description =
          "tensorflow, native, or both (runs alternate and are compared; not for run);"
              + " default: both, as far as available; for run and in benchmark_model's format"
              + " tensorflow if available, otherwise native")
  @Choices({"tensorflow", "native", "both"})
  String engine = "";

  @Parameter(
      names = "--num_threads",
      order = 21,
      description =
          "number of threads per run; -1 lets the engine choose; default: 1; for run and in"
              + " benchmark_model's format -1")
  Integer threads;

  /** Returns whether {@code --engine} names any. */
  public boolean named() {
    return !engine.isEmpty();
  }

  /**
   * The number of threads per run; -1 or 0 lets the engine choose.
   *
   * @param otherwise the number without the flag
   */
  public int threads(int otherwise) {
    return threads == null ? otherwise : threads;
  }

  /**
   * The engines of the flag, one choice each.
   *
   * @throws com.beust.jcommander.ParameterException when one is unknown, or does not run the model
   * @throws io.kwsbench.KwsException when the native library of one cannot be loaded
   */
  public List<EngineChoice> choices(ModelSource source) {
    // benchmark_model's users expect TensorFlow's nodes and figures
    return new EngineFlag(Engines.installed().preferring("tensorflow")).choices(engine, source);
  }
}
