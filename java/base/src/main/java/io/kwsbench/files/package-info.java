/**
 * Reading and writing files: one place for each kind of access. It imports only the root package.
 *
 * <p>{@link io.kwsbench.files.InputFile} reads bytes, {@link io.kwsbench.files.TextFile} text.
 * {@link io.kwsbench.files.AtomicFile} replaces a file in a folder that the program keeps; {@link
 * io.kwsbench.files.OutputFile} writes a result under a path that the user named, which may also be
 * a link, a pipe or a device. Both go through a {@link io.kwsbench.files.StagedFile}. Files that
 * grow in place go through none of them: journals, event files and histories, whose records carry
 * their own checksums.
 */
package io.kwsbench.files;
