package io.kwsbench.report.benchmark;

/**
 * An engine that was to run and could not.
 *
 * @param engine the engine's name
 * @param reason why it did not run, without a final period
 */
public record AbsentEngine(String engine, String reason) {}
