/** Rounds, in which contestants with loaded models take turns. */
package io.kwsbench.suite.internal.rounds;
