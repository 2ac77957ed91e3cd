package io.kwsbench.lambda;

/** A variable that functions share. */
final class PyCell {
  private Object value;

  PyCell(Object value) {
    this.value = value;
  }

  /** The value; null while there is none. */
  Object value() {
    return value;
  }

  void set(Object newValue) {
    value = newValue;
  }
}
