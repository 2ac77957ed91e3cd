package io.kwsbench.program;

import io.kwsbench.plan.kernel.UnaryFn;
import java.util.Locale;
import java.util.Optional;

/**
 * A function of one float, with the parameters it names.
 *
 * @param kind which
 * @param alpha its first parameter, else 0
 * @param beta its second parameter, else 0
 */
public record UnaryFunction(UnaryFn kind, float alpha, float beta) {
  public static final UnaryFunction IDENTITY = new UnaryFunction(UnaryFn.IDENTITY, 0, 0);
  public static final UnaryFunction RELU = clamp(0, Float.POSITIVE_INFINITY);

  public static UnaryFunction of(UnaryFn kind) {
    return new UnaryFunction(kind, 0, 0);
  }

  /** min(max(x, low), high); NaN is no bound, as an infinite one is none. */
  public static UnaryFunction clamp(float low, float high) {
    return new UnaryFunction(
        UnaryFn.CLAMP,
        Float.isNaN(low) ? Float.NEGATIVE_INFINITY : low,
        Float.isNaN(high) ? Float.POSITIVE_INFINITY : high);
  }

  /** scale · x + shift. */
  public static UnaryFunction affine(float scale, float shift) {
    return new UnaryFunction(UnaryFn.AFFINE, scale, shift);
  }

  public boolean isIdentity() {
    return kind == UnaryFn.IDENTITY;
  }

  /** This function and then {@code next} as one function, if there is one. */
  public Optional<UnaryFunction> then(UnaryFunction next) {
    if (isIdentity()) {
      return Optional.of(next);
    }
    if (next.isIdentity()) {
      return Optional.of(this);
    }
    if (kind == UnaryFn.CLAMP && next.kind == UnaryFn.CLAMP) {
      return Optional.of(clamp(next.clamped(alpha), next.clamped(beta)));
    }
    if (kind == UnaryFn.AFFINE && next.kind == UnaryFn.AFFINE) {
      float scale = alpha * next.alpha;
      // a product that is too large or too small for a float is not what both do one by one
      boolean isNormal = Math.abs(scale) >= Float.MIN_NORMAL && Float.isFinite(scale);
      return isNormal || alpha == 0 || next.alpha == 0
          ? Optional.of(affine(scale, beta * next.alpha + next.beta))
          : Optional.empty();
    }
    boolean unit = next.kind == UnaryFn.CLAMP && next.alpha == 0 && next.beta == 1;
    return kind == UnaryFn.AFFINE && unit
        ? Optional.of(new UnaryFunction(UnaryFn.HARD_SIGMOID, alpha, beta))
        : Optional.empty();
  }

  private float clamped(float x) {
    return Math.min(Math.max(x, alpha), beta);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CLAMP ->
          beta == Float.POSITIVE_INFINITY && alpha == 0
              ? "relu"
              : alpha == 0 && beta == 6 ? "relu6" : "clamp(" + alpha + "," + beta + ")";
      case AFFINE, HARD_SIGMOID -> name() + "(" + alpha + "," + beta + ")";
      case ELU, LEAKY_RELU -> name() + "(" + alpha + ")";
      default -> name();
    };
  }

  private String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
