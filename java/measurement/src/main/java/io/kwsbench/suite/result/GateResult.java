package io.kwsbench.suite.result;

import io.kwsbench.stats.decision.Decision;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One gate of one case.
 *
 * @param gate the gate's key
 * @param against what it is held against: a limit, another case, the baseline's name
 * @param status how it came out
 * @param value the figure in {@code unit}; empty when there is none
 * @param limit what the figure may be
 * @param unit {@code ns}, {@code bytes}, {@code instructions}, {@code FLOPs}, {@code share} or
 *     {@code ratio}
 * @param decision the statistics behind a gate on times
 * @param note one line for people
 */
public record GateResult(
    String gate,
    String against,
    GateStatus status,
    OptionalDouble value,
    OptionalDouble limit,
    String unit,
    Optional<Decision> decision,
    String note) {}
