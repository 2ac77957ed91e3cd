package io.kwsbench.usage;

import io.kwsbench.KwsException;
import io.kwsbench.Reason;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.label.LabelReason;
import io.kwsbench.lambda.LambdaReason;
import io.kwsbench.metadata.FeatureInput;

/** Advice that a command line adds to a message of a library. */
@FunctionalInterface
public interface Advice {
  /** The text after a reason's message, with its separator; may be empty. */
  String on(Reason reason);

  /** Advice of the reasons of what every command line uses: checkpoints, models and labelling. */
  static Advice common(Flags flags) {
    return reason -> {
      if (reason instanceof FreezeReason freeze) {
        return freeze.accept(new FreezeAdvice(flags));
      }
      if (reason instanceof FeatureInput) {
        return flags.with(
            "--input_values",
            ": --input_values feeds it features",
            ": kwsbench run --input_values feeds it features");
      }
      if (reason instanceof LambdaReason lambda) {
        return lambda.accept(new LambdaAdvice(flags));
      }
      return reason instanceof LabelReason label ? label.accept(new LabelAdvice(flags)) : "";
    };
  }

  /** A complaint as the user gets it. */
  default String line(KwsException complaint) {
    StringBuilder line = new StringBuilder(complaint.getMessage());
    complaint.reasons().forEach(reason -> line.append(on(reason)));
    return line.toString();
  }
}
