package io.kwsbench.natives;

/** A value that has a number in the native header, where an enum lists it. */
public interface Numbered {
  /** The number in the header, in a plan file and in a call. */
  int number();
}
