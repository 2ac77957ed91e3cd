package io.kwsbench.lambda.internal.python;

/** The fields of a marshalled code object: three forms among the Pythons that Keras ran on. */
enum CodeLayout {
  /** Python 3.0 to 3.7. */
  PLAIN,
  /** Python 3.8 to 3.10: counts positional-only arguments. */
  POSITIONAL_ONLY,
  /** Python 3.11 and later: all variables in one table. */
  LOCALS_PLUS,
  /** Python 2: no keyword-only arguments. */
  PYTHON2
}
