/**
 * The commands that label clips: run, predict, submit, convert, pseudo, vote, stretch; {@code
 * listen} spots words in sound that goes on.
 */
package io.kwsbench.cli.use;
