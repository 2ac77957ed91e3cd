package io.kwsbench.compile.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floating-point operations of a step, from its parameters; a multiply-add is two. */
final class StepFlops {
  /** Places of {@code kws_window}'s members. */
  private static final int BATCH = 0;

  private static final int OUT_H = 3;
  private static final int OUT_W = 4;
  private static final int KERNEL_H = 5;
  private static final int KERNEL_W = 6;
  private static final int AFTER_WINDOW = 13;

  /** Place of {@code kws_lstm_params}' projection. */
  private static final int PROJECTION = 11;

  private final ByteBuffer params;

  private StepFlops(Step step) {
    params = ByteBuffer.wrap(step.params()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Iterations of a LOOP step. */
  static int trips(Step step) {
    return (int) new StepFlops(step).at(0);
  }

  /** Steps of the body of a LOOP step. */
  static int bodySteps(Step step) {
    return (int) new StepFlops(step).at(1);
  }

  /** 0 for steps that only move elements; once, for steps in a loop. */
  static double of(Step step) {
    StepFlops flops = new StepFlops(step);
    return switch (step.kernel()) {
      case CONV_2D -> 2 * flops.taps() * flops.at(AFTER_WINDOW) * flops.at(AFTER_WINDOW + 1);
      case DEPTHWISE_2D -> 2 * flops.taps() * flops.at(AFTER_WINDOW) * flops.at(AFTER_WINDOW + 1);
      case DEPTHWISE_POINTWISE -> flops.depthwisePointwise();
      case FULLY_CONNECTED -> 2 * flops.product(0, 3);
      case MATMUL -> 2 * flops.product(0, 4);
      case POOL_2D -> flops.taps() * flops.at(AFTER_WINDOW);
      case SOFTMAX -> 5 * flops.product(0, 3);
      case REDUCE, ARG_REDUCE -> flops.product(0, 3);
      case UNARY -> flops.at(0);
      case CHAIN -> flops.product(0, 3);
      case BINARY -> step.operands().get(0).bytes() / 4.0;
      case LSTM -> flops.lstm();
      case GRU -> flops.recurrent(3);
      case RNN -> flops.recurrent(1);
      default -> 0;
    };
  }

  private double at(int member) {
    return params.getInt(4 * member);
  }

  private double product(int from, int count) {
    double product = 1;
    for (int i = from; i < from + count; i++) {
      product *= at(i);
    }
    return product;
  }

  /** Output pixels by taps. */
  private double taps() {
    return at(BATCH) * at(OUT_H) * at(OUT_W) * at(KERNEL_H) * at(KERNEL_W);
  }

  private double depthwisePointwise() {
    double channels = at(AFTER_WINDOW) * at(AFTER_WINDOW + 1);
    double pixels = at(BATCH) * at(OUT_H) * at(OUT_W);
    return 2 * channels * (taps() + pixels * at(AFTER_WINDOW + 2));
  }

  /** Gates of what is handed on, and the projection that makes that of the units. */
  private double lstm() {
    double projection = at(PROJECTION);
    double hidden = projection == 0 ? at(2) : projection;
    return 2 * product(0, 3) * (4 * hidden + projection);
  }

  /** The products with the state, whose time, batch and units come first. */
  private double recurrent(int gates) {
    return 2 * product(0, 3) * gates * at(2);
  }
}
