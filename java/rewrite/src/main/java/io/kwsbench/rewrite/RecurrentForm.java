package io.kwsbench.rewrite;

/** Forms of the steps of recurrent layers. */
public enum RecurrentForm {
  /** Step after step up to 64 steps, a loop beyond. */
  AUTO,
  /** Step after step: the fastest, and large. */
  UNROLLED,
  /** A loop of TensorFlow's control flow operations: small. */
  LOOP
}
