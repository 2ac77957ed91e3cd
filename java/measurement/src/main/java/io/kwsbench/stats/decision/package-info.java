/**
 * Decides whether one thing is slower than another, from timings made in interleaved rounds.
 *
 * <p>The unit of evidence is a round: in a round every case runs a few times, in random order, and
 * yields the median of its runs. Two cases are compared by the logarithm of the ratio of their
 * medians in the same round, so whatever slows the whole machine for longer than a round (clock
 * steps, a neighbor, drift) cancels. What is left may still be correlated between rounds, so
 * intervals come from a block bootstrap over rounds.
 *
 * <p>{@link SequentialTest} decides, {@link RatioEstimate} estimates, {@link SteadyState} tells
 * where warming up ended.
 */
package io.kwsbench.stats.decision;
