package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Memory by purpose in bytes; −1 if the system does not report it.
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
    @JsonProperty("weights_bytes") long weights,
    @JsonProperty("packed_weights_bytes") long packedWeights,
    @JsonProperty("peak_activations_bytes") long activationsPeak,
    @JsonProperty("resident_before_bytes") long residentBefore,
    @JsonProperty("resident_after_bytes") long residentAfter,
    @JsonProperty("peak_resident_bytes") long residentPeak,
    @JsonProperty("heap_bytes") long heap) {}
