package io.kwsbench.compile.ir;

import java.util.Locale;
import java.util.Optional;

/**
 * A function of one float, with the parameters it names.
 *
 * @param kind which
 * @param alpha its first parameter, else 0
 * @param beta its second parameter, else 0
 */
public record Fn(Kind kind, float alpha, float beta) {
  /** The functions that the engine has; numbers and meaning are those of {@code kws_unary_op}. */
  public enum Kind {
    IDENTITY,
    CLAMP,
    SIGMOID,
    TANH,
    HARD_SIGMOID,
    ELU,
    SELU,
    LEAKY_RELU,
    SOFTPLUS,
    SOFTSIGN,
    EXP,
    LOG,
    LOG1P,
    EXPM1,
    SQRT,
    RSQRT,
    RECIPROCAL,
    SQUARE,
    ABS,
    NEG,
    SIGN,
    FLOOR,
    CEIL,
    ROUND,
    SIN,
    COS,
    AFFINE,
    SWISH,
    ERF
  }

  public static final Fn IDENTITY = new Fn(Kind.IDENTITY, 0, 0);
  public static final Fn RELU = clamp(0, Float.POSITIVE_INFINITY);

  public static Fn of(Kind kind) {
    return new Fn(kind, 0, 0);
  }

  /** min(max(x, low), high); NaN is no bound, as an infinite one is none. */
  public static Fn clamp(float low, float high) {
    return new Fn(
        Kind.CLAMP,
        Float.isNaN(low) ? Float.NEGATIVE_INFINITY : low,
        Float.isNaN(high) ? Float.POSITIVE_INFINITY : high);
  }

  /** scale · x + shift. */
  public static Fn affine(float scale, float shift) {
    return new Fn(Kind.AFFINE, scale, shift);
  }

  public boolean isIdentity() {
    return kind == Kind.IDENTITY;
  }

  /** This function and then {@code next} as one function, if there is one. */
  public Optional<Fn> then(Fn next) {
    if (isIdentity()) {
      return Optional.of(next);
    }
    if (next.isIdentity()) {
      return Optional.of(this);
    }
    if (kind == Kind.CLAMP && next.kind == Kind.CLAMP) {
      return Optional.of(clamp(next.clamped(alpha), next.clamped(beta)));
    }
    if (kind == Kind.AFFINE && next.kind == Kind.AFFINE) {
      float scale = alpha * next.alpha;
      // a product that is too large or too small for a float is not what both do one by one
      boolean isNormal = Math.abs(scale) >= Float.MIN_NORMAL && Float.isFinite(scale);
      return isNormal || alpha == 0 || next.alpha == 0
          ? Optional.of(affine(scale, beta * next.alpha + next.beta))
          : Optional.empty();
    }
    boolean unit = next.kind == Kind.CLAMP && next.alpha == 0 && next.beta == 1;
    return kind == Kind.AFFINE && unit
        ? Optional.of(new Fn(Kind.HARD_SIGMOID, alpha, beta))
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
