package io.kwsbench.cli.model;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.options.EngineFlag;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.ModelSource;
import java.util.List;

/** The engine for bulk work on clips. */
@FlagGroup("engine")
public final class BulkEngine {
  @Parameter(
      names = "--engine",
      order = 20,
      description =
          "engine: native or tensorflow; default: native, or tensorflow for graphs that"
              + " native does not support")
  @Choices({"native", "tensorflow"})
  private String engine = "";

  /**
   * The engine of the flag, or the default choice.
   *
   * @throws ParameterException when there is none of that name, several are asked for, or it does
   *     not run such a model
   * @throws io.kwsbench.KwsException when its native library cannot be loaded
   */
  EngineChoice choice(ModelSource source) {
    List<EngineChoice> choices = EngineFlag.ofInstalled().choices(engine, source);
    if (choices.size() != 1) {
      throw new ParameterException("--engine must name one engine, not several");
    }
    return choices.get(0);
  }
}
