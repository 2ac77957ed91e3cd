package io.kwsbench.cli.options;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.LambdaNames;

/** Whose functions a checkpoint's Lambda layers call by name. */
@FlagGroup("model")
public final class LambdaNamesFlag {
  @Parameter(
      names = "--lambda_names",
      order = 23,
      description =
          "challenge2017: functions that Lambda layers only name, such as"
              + " overlapping_time_slice_stack, preprocess, relu6 and softmax, are those of the"
              + " 2017 entry; default: only where the checkpoint's code proves it")
  @Choices("challenge2017")
  private String names = "";

  /** The options, extended by the flag. */
  public FreezeOptions in(FreezeOptions options) {
    if (names.isEmpty()) {
      return options;
    }
    return options.withLambdaNames(
        LambdaNames.named(names)
            .orElseThrow(
                () ->
                    new ParameterException(
                        "--lambda_names must be "
                            + LambdaNames.CHALLENGE
                            + ", not '"
                            + names
                            + "'")));
  }

  /**
   * @throws ParameterException when it is given where a graph is: that has no Lambda layers
   */
  public void requireUnset() {
    if (!names.isEmpty()) {
      throw new ParameterException(
          "--lambda_names applies to --checkpoint only: a graph has no Lambda layers");
    }
  }
}
