package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.model.BulkEngine;

/** Flags for the engine and the number of workers of bulk work. */
@FlagGroup("engine")
final class BulkEngineOptions {
  @ParametersDelegate final BulkEngine engine = new BulkEngine();

  @Parameter(
      names = "--workers",
      order = 21,
      description = "number of worker threads; 0 uses one per core")
  private int workers;

  int workers() {
    if (workers < 0) {
      throw new ParameterException("--workers: " + workers + " is negative");
    }
    return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
  }
}
