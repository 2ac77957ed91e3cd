/**
 * The commands that make models, from clips to a plan: corpus, noise, train, plot, evaluate,
 * freeze, compile.
 */
package io.kwsbench.cli.make;
