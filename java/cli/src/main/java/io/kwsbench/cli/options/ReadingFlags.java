package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.metadata.ModelReading;

/** Flags for reading a graph from a model's file. */
@FlagGroup("model")
public final class ReadingFlags {
  @Parameter(
      names = "--signature",
      order = 1,
      description = "name of the SavedModel's signature; default: serving_default, or the only one")
  private String signature = "";

  @Parameter(names = FrontEndFlag.NAME, order = 2, description = FrontEndFlag.DESCRIPTION)
  @Choices({"mfcc", "log_mel", "spectrogram", "micro", "none"})
  private String frontEnd = "";

  /**
   * The options that the flags set.
   *
   * @throws ParameterException when the front end is none, or has no such parameter
   */
  public ModelReading reading() {
    FrontEndFlag.require(frontEnd);
    return new ModelReading(signature, frontEnd);
  }

  /**
   * Requires that neither flag is given.
   *
   * @param instead what to say is needed
   * @throws ParameterException when one is
   */
  public void requireUnset(String instead) {
    if (!signature.isEmpty() || !frontEnd.isEmpty()) {
      throw new ParameterException(
          (signature.isEmpty() ? FrontEndFlag.NAME : "--signature") + " " + instead);
    }
  }
}
