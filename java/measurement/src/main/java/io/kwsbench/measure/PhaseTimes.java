package io.kwsbench.measure;

/**
 * The run times of one contender in the three phases.
 *
 * @param warmUp times of the first runs
 * @param untraced times without tracing
 * @param traced wall times of the traced runs
 * @param profile the traced runs by node
 */
public record PhaseTimes(
    RunTimes warmUp, RunTimes untraced, RunTimes traced, TraceProfile profile) {}
