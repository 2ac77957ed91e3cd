package io.kwsbench.compile.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The matrix product that a step is at heart: {@code [m][k] x [k][n]}.
 *
 * @param m rows: output pixels of a convolution
 * @param k what is summed over: taps by channels
 * @param n columns: output channels
 */
public record Product(int m, int k, int n) {
  private static final int AFTER_WINDOW = 13;

  /** A multiply-add is two. */
  public double flops() {
    return 2.0 * m * k * n;
  }

  /** The products with constant weights of a plan, in order; those of a single row are left out. */
  public static List<Product> of(Plan plan) {
    return plan.steps().stream()
        .map(step -> of(step).orElse(null))
        .filter(Objects::nonNull)
        .filter(product -> product.m() > 1)
        .toList();
  }

  /** The product of a step; empty for steps that are none. */
  static Optional<Product> of(Step step) {
    ByteBuffer params = ByteBuffer.wrap(step.params()).order(ByteOrder.LITTLE_ENDIAN);
    return switch (step.kernel()) {
      case FULLY_CONNECTED -> Optional.of(new Product(at(params, 0), at(params, 1), at(params, 2)));
      case CONV_2D ->
          Optional.of(
              new Product(
                  pixels(params),
                  at(params, 5) * at(params, 6) * at(params, AFTER_WINDOW),
                  at(params, AFTER_WINDOW + 1)));
      case DEPTHWISE_POINTWISE ->
          Optional.of(
              new Product(
                  pixels(params),
                  at(params, AFTER_WINDOW) * at(params, AFTER_WINDOW + 1),
                  at(params, AFTER_WINDOW + 2)));
      default -> Optional.empty();
    };
  }

  private static int pixels(ByteBuffer params) {
    return at(params, 0) * at(params, 3) * at(params, 4);
  }

  private static int at(ByteBuffer params, int member) {
    return params.getInt(4 * member);
  }

  @Override
  public String toString() {
    return m + " x " + k + " x " + n;
  }
}
