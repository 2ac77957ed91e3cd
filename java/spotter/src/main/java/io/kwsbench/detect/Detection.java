package io.kwsbench.detect;

/**
 * A label that a detector detected.
 *
 * @param index the label's place among the scores
 * @param label its name
 * @param score what the rule compared with the threshold
 * @param time the time that came with the result which decided
 */
public record Detection(int index, String label, double score, long time) {}
