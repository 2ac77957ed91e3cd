package io.kwsbench.stats;

/**
 * One line of the summary by node type.
 *
 * @param type the op type
 * @param count nodes of it
 * @param avgUs time a run of all of them
 * @param medianUs the sum of the median times of its nodes: what a usual run spends
 * @param share part of the time of all ops, 0…1
 * @param memoryBytes bytes that they asked for in the newest run
 * @param timesCalled executions a run
 * @param flops floating-point operations a run, of those nodes that a rule covers
 */
public record TypeStats(
    String type,
    int count,
    double avgUs,
    double medianUs,
    double share,
    long memoryBytes,
    long timesCalled,
    long flops) {}
