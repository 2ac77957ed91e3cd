package io.kwsbench.gate;

import java.util.function.Function;

/** The finding of a run about the subject of a gate: something, or the reason for nothing. */
public sealed interface Finding<T> {
  /** The result of the function for what this is. */
  <R> R either(Function<T, R> found, Function<Missing<T>, R> missing);

  /** Something. */
  record Found<T>(T what) implements Finding<T> {
    @Override
    public <R> R either(Function<T, R> found, Function<Missing<T>, R> missing) {
      return found.apply(what);
    }
  }

  /**
   * Nothing.
   *
   * @param status what that makes of the gate
   * @param why one line for people
   */
  record Missing<T>(GateStatus status, String why) implements Finding<T> {
    @Override
    public <R> R either(Function<T, R> found, Function<Missing<T>, R> missing) {
      return missing.apply(this);
    }
  }
}
