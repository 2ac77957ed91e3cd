package io.kwsbench.usage;

import io.kwsbench.lambda.LambdaReason;

/** What can be done where a Lambda layer's function cannot be read. */
record LambdaAdvice(Flags flags) implements LambdaReason.Visitor<String> {
  @Override
  public String namedFunction(LambdaReason.NamedFunction reason) {
    return flags.with(
        "--lambda_names", " (--lambda_names challenge2017 takes it for the 2017 original's)");
  }
}
