package io.kwsbench.lambda;

import io.kwsbench.Reason;

/** Reasons why a Lambda layer's function cannot become nodes of a graph. */
public sealed interface LambdaReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T namedFunction(NamedFunction reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /**
   * It calls a function of the 2017 original by its name, which is no proof that it is that one.
   *
   * @param problem the whole message, which names the function
   */
  record NamedFunction(String problem) implements LambdaReason {
    @Override
    public String message() {
      return problem;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.namedFunction(this);
    }
  }
}
