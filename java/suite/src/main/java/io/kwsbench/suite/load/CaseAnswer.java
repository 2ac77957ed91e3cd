package io.kwsbench.suite.load;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;

/** The outputs of a case, read as class probabilities. */
final class CaseAnswer {
  private CaseAnswer() {}

  /**
   * One probability a class.
   *
   * @throws KwsException naming the engine, when the output is of another type or no number
   */
  static float[] of(TensorValue fetched, String engine) {
    if (fetched.dtype() != DType.FLOAT) {
      throw new KwsException(engine + ": the output is " + fetched + ", no probabilities");
    }
    float[] answer = fetched.floats();
    for (float probability : answer) {
      if (Float.isNaN(probability)) {
        throw new KwsException(engine + ": the model answers NaN, which is no class");
      }
    }
    return answer;
  }
}
