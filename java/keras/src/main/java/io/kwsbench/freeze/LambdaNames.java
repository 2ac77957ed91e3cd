package io.kwsbench.freeze;

/** Whose functions Lambda layers call by names that the checkpoint does not bind. */
public enum LambdaNames {
  /** Nobody's, unless the checkpoint's own code proves that it is the 2017 original's. */
  PROVED,
  /** The 2017 original's, on the user's word. */
  CHALLENGE2017
}
