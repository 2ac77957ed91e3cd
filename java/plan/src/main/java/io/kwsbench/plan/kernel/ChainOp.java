package io.kwsbench.plan.kernel;

/**
 * An operation of a chain, {@code kws_chain_op}.
 *
 * @param op the number of a {@link UnaryFn} where the source is {@link ChainSource#UNARY}, else of
 *     a {@link BinaryFn}
 * @param reverse whether the chain's value is the second argument
 * @param alpha the function's first parameter, or the immediate argument
 * @param beta the function's second parameter
 */
public record ChainOp(int op, ChainSource source, boolean reverse, float alpha, float beta) {
  /** The terminator of a chain's operations. */
  private static final ChainOp NOTHING = of(UnaryFn.IDENTITY, 0, 0);

  /** A function of the chain's value. */
  public static ChainOp of(UnaryFn fn, float alpha, float beta) {
    return new ChainOp(fn.number(), ChainSource.UNARY, false, alpha, beta);
  }

  /** A function of the chain's value and an argument. */
  public static ChainOp of(BinaryFn fn, ChainSource source, boolean reverse, float immediate) {
    return new ChainOp(fn.number(), source, reverse, immediate, 0);
  }

  static ChainOp nothing() {
    return NOTHING;
  }

  /**
   * @throws IllegalArgumentException when its number is of no function
   */
  void check() {
    if (source == ChainSource.UNARY) {
      unary();
    } else {
      binary();
    }
  }

  private UnaryFn unary() {
    return Numbers.of(UnaryFn.class, op);
  }

  private BinaryFn binary() {
    return Numbers.of(BinaryFn.class, op);
  }

  double executedFlops() {
    return source == ChainSource.UNARY ? unary().executedFlops() : binary().executedFlops();
  }
}
