package io.kwsbench.report.benchmark;

/**
 * The engine of a graph.
 *
 * @param engine the engine's name
 * @param engineVersion its version
 * @param threads threads that a run may use; 0 lets the engine choose
 */
public record EngineSection(String engine, String engineVersion, int threads) {}
