/**
 * The native engine's library: loading it, and saying why it could not be.
 *
 * <p>It is searched in this order:
 *
 * <ol>
 *   <li>{@code java.library.path}, if the system property {@code org.bytedeco.javacpp.pathsfirst}
 *       is {@code true};
 *   <li>the class path, as the resource {@code io/kwsbench/nativelib/<platform>/}, unpacked into a
 *       folder whose name holds a checksum of the content, below {@code ~/.cache/kwsbench}. Where
 *       that cannot be written, below {@code kwsbench-UID} in the temporary folder. Both must
 *       belong to this user alone. The system property {@code org.bytedeco.javacpp.cachedir} names
 *       another folder;
 *   <li>{@code java.library.path}.
 * </ol>
 */
package io.kwsbench.natives;
