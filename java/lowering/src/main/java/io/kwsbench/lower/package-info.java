/**
 * From a frozen graph to a program: constants folded, shapes static, loops run at compile time,
 * TensorFlow's ops turned into the few kinds of {@link io.kwsbench.program.OpKind}.
 */
package io.kwsbench.lower;
