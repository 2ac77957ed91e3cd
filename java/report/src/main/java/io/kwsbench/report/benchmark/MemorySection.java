package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Memory by purpose in bytes; empty if nobody reports it.
 *
 * @param weights the graph's constants
 * @param packedWeights the constants as the engine keeps them
 * @param activationsPeak the most activations alive at one moment of the last traced run; of an
 *     engine with an arena, the arena
 * @param residentBefore the process's RAM before the graph was loaded
 * @param residentAfter the process's RAM after the untraced runs
 * @param residentPeak the most RAM that the process ever held
 * @param heap the JVM's heap in use after the untraced runs
 */
public record MemorySection(
    @JsonProperty("weights_bytes") long weights,
    @JsonProperty("packed_weights_bytes") Optional<Long> packedWeights,
    @JsonProperty("peak_activations_bytes") Optional<Long> activationsPeak,
    @JsonProperty("resident_before_bytes") Optional<Long> residentBefore,
    @JsonProperty("resident_after_bytes") Optional<Long> residentAfter,
    @JsonProperty("peak_resident_bytes") Optional<Long> residentPeak,
    @JsonProperty("heap_bytes") long heap) {}
