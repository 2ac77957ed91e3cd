/**
 * The native engine: compiled plans run by our own C++ library.
 *
 * <p>{@link io.kwsbench.natives} says where the library is searched.
 *
 * <p>The environment variable {@code KWSBENCH_ISA} forces an instruction set ({@code avx512, avx2,
 * sse4, neon, reference}) and never falls back to another.
 */
package io.kwsbench.engine.nativeengine;
