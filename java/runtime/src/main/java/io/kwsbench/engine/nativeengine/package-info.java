/**
 * The native engine: compiled plans run by our own C++ library.
 *
 * <p>The library is searched in this order, and nothing is tried twice:
 *
 * <ol>
 *   <li>the folder that the system property {@code org.bytedeco.javacpp.pathsFirst} and {@code
 *       java.library.path} name, when that property is {@code true};
 *   <li>the class path, as {@code io/kwsbench/nativelib/PLATFORM/}: the {@code kwsbench-native} jar
 *       of the platform; JavaCPP extracts it to its cache ({@code ~/.javacpp/cache});
 *   <li>{@code java.library.path}.
 * </ol>
 *
 * <p>The environment variable {@code KWSBENCH_ISA} forces an instruction set ({@code avx512, avx2,
 * sse4, neon, reference}) and never falls back to another.
 */
package io.kwsbench.engine.nativeengine;
