/**
 * The command line: one class a command, a frame that parses, dispatches and turns whatever goes
 * wrong into one line and an exit code ({@link io.kwsbench.cli.ExitCode} is the list).
 *
 * <p>To add a command: implement {@link io.kwsbench.cli.Command} and name it in {@link
 * io.kwsbench.cli.Commands}.
 */
package io.kwsbench.cli;
