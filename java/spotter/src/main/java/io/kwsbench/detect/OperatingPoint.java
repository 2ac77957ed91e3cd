package io.kwsbench.detect;

import java.util.OptionalDouble;

/**
 * The cost of one threshold of a word, as measured on long audio.
 *
 * @param threshold of the word
 * @param falseAlarmsPerHour with this threshold or any higher one
 * @param missRate the share of the word's occurrences that were not detected, 0 … 1; empty if the
 *     audio has none
 */
public record OperatingPoint(
    double threshold, double falseAlarmsPerHour, OptionalDouble missRate) {}
