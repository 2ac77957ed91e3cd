/** The commands that use models: run, listen, predict, submit, convert, pseudo, vote, stretch. */
package io.kwsbench.cli.use;
