package io.kwsbench.freeze.python;

/** Python's {@code ...}. */
public enum PyEllipsis {
  ELLIPSIS;

  @Override
  public String toString() {
    return "...";
  }
}
