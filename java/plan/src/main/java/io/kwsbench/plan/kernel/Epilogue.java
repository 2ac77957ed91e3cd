package io.kwsbench.plan.kernel;

/**
 * The function of a step's result that the step applies itself, {@code kws_epilogue}.
 *
 * @param activation which
 * @param alpha its first parameter, else 0
 * @param beta its second parameter, else 0
 */
public record Epilogue(UnaryFn activation, float alpha, float beta) {
  /** A result as it is. */
  public static final Epilogue NONE = new Epilogue(UnaryFn.IDENTITY, 0, 0);
}
