package io.kwsbench.measure;

/**
 * The numbers of runs and the options of a benchmark.
 *
 * @param warmUp first runs
 * @param untraced runs without tracing
 * @param traced runs with every op traced
 * @param interPhaseSeconds pause between the phases; 0 or less is none
 */
public record BenchmarkPlan(
    RunLimit warmUp, RunLimit untraced, RunLimit traced, double interPhaseSeconds) {}
