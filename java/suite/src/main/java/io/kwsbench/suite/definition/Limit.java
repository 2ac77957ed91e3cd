package io.kwsbench.suite.definition;

import java.util.OptionalDouble;

/**
 * An upper limit of a figure that has no noise.
 *
 * @param max the most it may be
 * @param maxGrowth the most it may have grown since the baseline, as a share
 */
public record Limit(OptionalDouble max, OptionalDouble maxGrowth) {}
