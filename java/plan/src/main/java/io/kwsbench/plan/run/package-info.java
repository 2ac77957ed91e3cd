/**
 * Plans run by the native library: a model holds the weights, sessions of it run.
 *
 * <p>{@link io.kwsbench.natives} says where the library is searched.
 *
 * <p>The environment variable {@code KWSBENCH_ISA} forces an instruction set ({@code avx512, avx2,
 * sse4, neon, reference}) and never falls back to another.
 */
package io.kwsbench.plan.run;
