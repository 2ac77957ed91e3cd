package io.kwsbench.measure;

/**
 * How much of everything a benchmark does.
 *
 * @param warmUp first runs
 * @param untraced runs without tracing
 * @param traced runs with every op traced
 * @param interPhaseSeconds pause between the phases; 0 or less is none
 */
public record BenchmarkPlan(
    RunLimit warmUp, RunLimit untraced, RunLimit traced, double interPhaseSeconds) {}
