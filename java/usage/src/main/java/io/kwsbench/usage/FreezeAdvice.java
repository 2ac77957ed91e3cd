package io.kwsbench.usage;

import io.kwsbench.keras.freeze.reason.FreezeReason;

/**
 * What can be done where a checkpoint does not become a graph. A command that freezes on the way
 * has few of the flags of the one that only freezes, and sends its user there.
 */
record FreezeAdvice(Flags flags) implements FreezeReason.Visitor<String> {
  @Override
  public String foreignFile(FreezeReason.ForeignFile reason) {
    return flags.with("--force", "; --force overwrites it");
  }

  @Override
  public String badNodeName(FreezeReason.BadNodeName reason) {
    return " (" + flag(reason.role()) + ")";
  }

  private static String flag(FreezeReason.Role role) {
    return switch (role) {
      case DATA -> "--data_tensor";
      case OUTPUT -> "--final_tensor";
    };
  }

  @Override
  public String oneName(FreezeReason.OneName reason) {
    return " (--data_tensor, --final_tensor)";
  }

  @Override
  public String takenName(FreezeReason.TakenName reason) {
    return flags.with("--final_tensor", "; --final_tensor gives another");
  }

  @Override
  public String noSuchLambda(FreezeReason.NoSuchLambda reason) {
    return " (--lambda " + reason.layer() + ")";
  }

  @Override
  public String unreadableBody(FreezeReason.UnreadableBody reason) {
    return " (--lambda " + reason.layer() + ")";
  }

  @Override
  public String lambdaFails(FreezeReason.LambdaFails reason) {
    if (reason.given()) {
      return " (--lambda " + reason.layer() + ")";
    }
    String body = "--lambda " + reason.layer() + "='EXPRESSION over x'";
    return flags.with(
        "--lambda",
        "; " + body + " gives its body by hand",
        "; kwsbench freeze " + body + " takes its body by hand");
  }

  @Override
  public String inputCount(FreezeReason.InputCount reason) {
    return reason.values() == 1
        ? flags.with("--features", " (--features mfcc_and_raw are two)")
        : "";
  }

  @Override
  public String inputSize(FreezeReason.InputSize reason) {
    String does =
        "--features mfcc, spec or mfcc_and_raw puts a front end before a model of features";
    return " (" + flags.with("--features", does, "kwsbench freeze " + does) + ")";
  }

  @Override
  public String noInputShape(FreezeReason.NoInputShape reason) {
    String file = "--architecture a model.to_json() that says it";
    return flags.with("--architecture", ", or give " + file, ", or give kwsbench freeze " + file);
  }

  @Override
  public String secondSoftmax(FreezeReason.SecondSoftmax reason) {
    return flags.with("--softmax", ": leave --softmax add out");
  }

  @Override
  public String noProbabilities(FreezeReason.NoProbabilities reason) {
    String adds = "--softmax add puts a softmax behind it, --softmax none keeps them";
    return ": " + flags.with("--softmax", adds, "kwsbench freeze " + adds);
  }
}
