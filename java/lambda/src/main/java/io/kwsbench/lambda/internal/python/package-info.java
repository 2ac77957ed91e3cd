/**
 * Python's marshalled code objects, read and never executed: the format of {@code marshal}, and the
 * instructions of CPython 3.5 to 3.13.
 */
package io.kwsbench.lambda.internal.python;
