/** Commands and their surroundings: context, exit code, typed flags and paths. */
package io.kwsbench.cli.command;
