/** Comparisons of times over the rounds, and the decisions that they come to. */
package io.kwsbench.suite.internal.comparison;
