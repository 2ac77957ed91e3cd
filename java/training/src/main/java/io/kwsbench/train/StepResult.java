package io.kwsbench.train;

/**
 * The results of a batch.
 *
 * @param loss mean cross-entropy and the kernels' penalty
 * @param correct clips whose likeliest class is their label
 * @param size clips
 */
public record StepResult(double loss, int correct, int size) {}
