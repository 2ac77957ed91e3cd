package io.kwsbench.report.benchmark;

/**
 * A condition that a result meets or not.
 *
 * @param name short, stable: {@code file_size}
 * @param requirement what it wants
 * @param measured what was found
 * @param pass whether it is met
 */
public record Gate(String name, String requirement, String measured, boolean pass) {}
