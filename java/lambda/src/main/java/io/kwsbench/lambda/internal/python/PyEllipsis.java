package io.kwsbench.lambda.internal.python;

/** Python's {@code ...}. */
public enum PyEllipsis {
  ELLIPSIS;

  @Override
  public String toString() {
    return "...";
  }
}
