/**
 * The native engine's library: loading it, and saying why it could not be.
 *
 * <p>It is searched in this order, by JavaCPP:
 *
 * <ol>
 *   <li>the class path, as the resource {@code io/kwsbench/nativelib/<platform>/}, unpacked into
 *       JavaCPP's cache ({@code ~/.javacpp/cache}, or the system property {@code
 *       org.bytedeco.javacpp.cachedir});
 *   <li>{@code java.library.path}.
 * </ol>
 */
package io.kwsbench.natives;
