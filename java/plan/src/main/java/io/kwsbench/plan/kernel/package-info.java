/**
 * The engine's kernels as plan files know them: numbers, operands, parameters and what each
 * executes. The native header and the manifest of kernels say the same in C; tests compare the two.
 */
package io.kwsbench.plan.kernel;
