package io.kwsbench.usage;

import io.kwsbench.lambda.LambdaReason;

/** Advice where a Lambda layer's function cannot be read. */
record LambdaAdvice(Flags flags) implements LambdaReason.Visitor<String> {
  @Override
  public String namedFunction(LambdaReason.NamedFunction reason) {
    return flags.with(
        "--lambda_names", " (--lambda_names challenge2017 uses the 2017 entry's function)");
  }
}
