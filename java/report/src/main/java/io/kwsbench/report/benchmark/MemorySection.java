package io.kwsbench.report.benchmark;

/**
 * Where the memory is, in bytes; −1 where the system does not tell.
 *
 * @param weights the graph's constants
 * @param packedWeights the constants as the engine keeps them; −1 where it does not tell
 * @param activationsPeak the most activations alive at one moment of the last traced run; of an
 *     engine with an arena, the arena
 * @param residentBefore the process's RAM before the graph was loaded
 * @param residentAfter the process's RAM after the untraced runs
 * @param residentPeak the most RAM that the process ever held
 * @param heap the JVM's heap in use after the untraced runs
 */
public record MemorySection(
    long weights,
    long packedWeights,
    long activationsPeak,
    long residentBefore,
    long residentAfter,
    long residentPeak,
    long heap) {}
