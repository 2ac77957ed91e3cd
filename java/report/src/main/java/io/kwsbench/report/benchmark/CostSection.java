package io.kwsbench.report.benchmark;

import java.util.Optional;

/**
 * The cost of a run.
 *
 * @param flops floating-point operations, and how much of the graph the count covers
 * @param memory where the memory is
 * @param tracing what tracing cost, and how much of a run the ops explain
 * @param realTimeFactor median time over the sound heard; empty when no sound is fed
 */
public record CostSection(
    FlopSection flops,
    MemorySection memory,
    TracingSection tracing,
    Optional<Double> realTimeFactor) {}
