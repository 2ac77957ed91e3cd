/**
 * What a command is and what it touches: its context, its exit code, the flags and paths that were
 * typed.
 */
package io.kwsbench.cli.command;
