package io.kwsbench.lambda;

import io.kwsbench.rewrite.ir.Value;
import java.util.Optional;

/** The activation functions of the Keras that a Lambda layer was written for. */
public interface ActivationFunctions {
  /** The activation of this name, where there is one. */
  Optional<Value> named(String name, Value x);

  /**
   * Keras's {@code relu} with all its parameters: {@code f(x) = max} above {@code max}, {@code x}
   * above {@code threshold}, {@code slope * (x - threshold)} below.
   */
  Value relu(Value x, float slope, Optional<Float> max, float threshold);

  /** {@code x} above 0, {@code alpha * (exp(x) - 1)} below. */
  Value elu(Value x, float alpha);

  /** Softmax along one axis; negative axes count from behind the last. */
  Value softmax(Value x, int axis);
}
