package io.kwsbench.plan;

import io.kwsbench.plan.kernel.Conv2d;
import io.kwsbench.plan.kernel.DepthwisePointwise;
import io.kwsbench.plan.kernel.FullyConnected;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.KernelWindow;
import java.util.List;
import java.util.Optional;

/**
 * The matrix product that a step is at heart: {@code [m][k] x [k][n]}.
 *
 * @param m rows: output pixels of a convolution
 * @param k what is summed over: taps by channels
 * @param n columns: output channels
 */
public record Product(int m, int k, int n) {
  /** A multiply-add is two. */
  public double flops() {
    return 2.0 * m * k * n;
  }

  /** The products with constant weights of a plan, in order; those of a single row are left out. */
  public static List<Product> of(Plan plan) {
    return plan.steps().stream()
        .flatMap(step -> of(step.params()).stream())
        .filter(product -> product.m() > 1)
        .toList();
  }

  /** The product of a step; empty for steps that are none. */
  public static Optional<Product> of(KernelParams params) {
    if (params instanceof FullyConnected p) {
      return Optional.of(new Product(p.m(), p.k(), p.n()));
    }
    if (params instanceof Conv2d p) {
      int taps = p.window().kernelH() * p.window().kernelW();
      return Optional.of(new Product(pixels(p.window()), taps * p.inC(), p.outC()));
    }
    if (params instanceof DepthwisePointwise p) {
      return Optional.of(new Product(pixels(p.window()), p.inC() * p.multiplier(), p.outC()));
    }
    return Optional.empty();
  }

  private static int pixels(KernelWindow window) {
    return window.batch() * window.outH() * window.outW();
  }

  @Override
  public String toString() {
    return m + " x " + k + " x " + n;
  }
}
