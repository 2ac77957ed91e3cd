package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.engine.Engine;
import java.util.List;

/** The one engine that hears clips, one after another. */
final class BulkEngine {
  private static final String NATIVE = "native";

  @Parameter(
      names = "--engine",
      order = 20,
      description = "native or tensorflow; by default native where this build has it")
  private String engine = "";

  /**
   * The engine that was asked for, or the first that this machine has.
   *
   * @throws ParameterException when there is none of that name, or several are asked for
   * @throws io.kwsbench.KwsException when its native library cannot be loaded
   */
  Engine engine() {
    if (engine.isEmpty()) {
      return Engines.installed().preferred();
    }
    List<Engine> selected = Engines.installed().select(engine);
    if (selected.size() != 1) {
      throw new ParameterException("--engine: one engine hears clips");
    }
    return selected.get(0);
  }

  /**
   * Requires that no other engine than the native one was asked for.
   *
   * @throws ParameterException when one was
   */
  void requireNative(String model) {
    if (!engine.isEmpty() && !engine.equals(NATIVE)) {
      throw new ParameterException(
          model + ": a compiled model runs in the native engine only: --engine=" + NATIVE);
    }
  }
}
