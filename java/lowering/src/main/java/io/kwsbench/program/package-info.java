/**
 * The compiler's typed graph: tensors with one static shape each, made and used by operations in
 * order. Immutable; a pass makes a new program.
 */
package io.kwsbench.program;
