/**
 * The engine's kernels in plan files: numbers, operands, parameters and the FLOPs of each. The
 * native header and the manifest of kernels say the same in C; tests compare the two.
 */
package io.kwsbench.plan.kernel;
