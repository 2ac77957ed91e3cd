package io.kwsbench.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One line of the summary by node type.
 *
 * @param type the op type
 * @param count nodes of it
 * @param avgUs time a run of all of them
 * @param medianUs the sum of the median times of its nodes: what a usual run spends
 * @param share part of the summed times of all ops over all runs, 0…1: benchmark_model's
 * @param medianShare part of the summed median times of all ops, 0…1: what reports show
 * @param memoryBytes bytes that they asked for in the newest run
 * @param timesCalled executions a run
 * @param flops floating-point operations per run, of those nodes that a rule covers
 */
public record TypeStats(
    String type,
    int count,
    @JsonProperty("mean_us") double avgUs,
    double medianUs,
    @JsonProperty("mean_share") double share,
    double medianShare,
    long memoryBytes,
    long timesCalled,
    long flops) {}
