package io.kwsbench.report;

/**
 * Where the memory is, in bytes; −1 where the system does not tell.
 *
 * @param weights the graph's constants
 * @param activationsPeak the most activations alive at one moment of the last traced run
 * @param residentBefore the process's RAM before the graph was loaded
 * @param residentAfter the process's RAM after the untraced runs
 * @param residentPeak the most RAM that the process ever held
 * @param heap the JVM's heap in use after the untraced runs
 */
public record MemorySection(
    long weights,
    long activationsPeak,
    long residentBefore,
    long residentAfter,
    long residentPeak,
    long heap) {}
