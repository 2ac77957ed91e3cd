/** The commands that label clips: run, predict, submit, convert, pseudo, vote, stretch. */
package io.kwsbench.cli.use;
