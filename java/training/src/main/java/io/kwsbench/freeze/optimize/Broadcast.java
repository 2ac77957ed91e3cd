package io.kwsbench.freeze.optimize;

import io.kwsbench.freeze.ir.Constant;
import io.kwsbench.freeze.ir.Dims;
import java.util.function.DoubleBinaryOperator;

/**
 * Element-wise arithmetic on constants that broadcast to one shape.
 *
 * @param shape the result's
 */
record Broadcast(int[] shape) {
  Constant apply(Constant a, Constant b, DoubleBinaryOperator op) {
    int[] stepsA = steps(a.shape());
    int[] stepsB = steps(b.shape());
    float[] out = new float[Dims.elements(shape)];
    int[] index = new int[shape.length];
    for (int i = 0; i < out.length; i++) {
      float left = a.floats()[offset(index, stepsA)];
      float right = b.floats()[offset(index, stepsB)];
      out[i] = (float) op.applyAsDouble(left, right);
      advance(index);
    }
    return Constant.of(out, shape);
  }

  /** How far to go in an operand for one step along each axis of the result. */
  private int[] steps(int[] operand) {
    int[] own = Dims.strides(operand);
    int[] steps = new int[shape.length];
    int missing = shape.length - operand.length;
    for (int i = missing; i < steps.length; i++) {
      steps[i] = operand[i - missing] == 1 ? 0 : own[i - missing];
    }
    return steps;
  }

  private static int offset(int[] index, int[] steps) {
    int offset = 0;
    for (int i = 0; i < index.length; i++) {
      offset += index[i] * steps[i];
    }
    return offset;
  }

  private void advance(int[] index) {
    for (int i = index.length - 1; i >= 0; i--) {
      if (++index[i] < shape[i]) {
        return;
      }
      index[i] = 0;
    }
  }
}
