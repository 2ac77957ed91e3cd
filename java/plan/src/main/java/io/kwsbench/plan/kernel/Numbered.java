package io.kwsbench.plan.kernel;

/** A value that a plan file holds as a number, one of an enum of the native header. */
public interface Numbered {
  /** The number in a plan file. */
  int number();
}
