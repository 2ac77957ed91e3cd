package io.kwsbench.usage;

import io.kwsbench.keras.freeze.reason.FreezeReason;

/**
 * Advice where a checkpoint cannot be frozen. Commands that freeze a checkpoint before they use it
 * lack most flags of {@code freeze}, so their advice names that command.
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
        "; " + body + " replaces the function",
        "; kwsbench freeze " + body + " replaces the function");
  }

  @Override
  public String inputCount(FreezeReason.InputCount reason) {
    return reason.values() == 1
        ? flags.with("--features", " (--features mfcc_and_raw makes two inputs)")
        : "";
  }

  @Override
  public String inputSize(FreezeReason.InputSize reason) {
    String does = "--features mfcc, spec or mfcc_and_raw computes the features of such a model";
    return " (" + flags.with("--features", does, "kwsbench freeze " + does) + ")";
  }

  @Override
  public String noInputShape(FreezeReason.NoInputShape reason) {
    String file = "--architecture FILE with a model.to_json() that has the shape";
    return flags.with("--architecture", ", or give " + file, ", or use kwsbench freeze " + file);
  }

  @Override
  public String secondSoftmax(FreezeReason.SecondSoftmax reason) {
    return flags.with("--softmax", ": remove --softmax add");
  }

  @Override
  public String noProbabilities(FreezeReason.NoProbabilities reason) {
    String adds = "--softmax add appends a softmax, --softmax none keeps the numbers";
    return ": " + flags.with("--softmax", adds, "kwsbench freeze " + adds);
  }
}
