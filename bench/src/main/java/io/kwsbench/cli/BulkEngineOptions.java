package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.engine.Engine;
import java.util.List;

/** Which engine labels clips in bulk, and on how many cores. */
final class BulkEngineOptions {
  @Parameter(
      names = "--engine",
      order = 20,
      description = "native or tensorflow; by default native where this build has it")
  private String engine = "";

  @Parameter(names = "--workers", order = 21, description = "threads; 0 for one a core")
  private int workers;

  /**
   * The engine that was asked for, or the first that this machine has.
   *
   * @throws ParameterException when there is none of that name
   * @throws io.kwsbench.KwsException when its native library cannot be loaded
   */
  Engine engine() {
    if (engine.isEmpty()) {
      return Engines.installed().preferred();
    }
    List<Engine> selected = Engines.installed().select(engine);
    if (selected.size() != 1) {
      throw new ParameterException("--engine: clips are labelled by one engine");
    }
    return selected.get(0);
  }

  int workers() {
    if (workers < 0) {
      throw new ParameterException("--workers: " + workers + " is negative");
    }
    return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
  }
}
