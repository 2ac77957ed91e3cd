/**
 * The command line's shell: it parses, dispatches and turns whatever goes wrong into one line and
 * an exit code ({@link io.kwsbench.usage.ExitCode} is the list). Commands live in packages by
 * family: {@code measure}, {@code make}, {@code use}.
 *
 * <p>To add a command: implement {@link io.kwsbench.cli.command.Command} and name it in {@link
 * io.kwsbench.cli.Commands}.
 */
package io.kwsbench.cli;
