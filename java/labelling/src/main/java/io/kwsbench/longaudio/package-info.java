/**
 * A model as a detector on long audio: misses, false alarms and delays.
 *
 * <p>{@link io.kwsbench.longaudio.LongAudio} is a long recording with its ground truth. {@link
 * io.kwsbench.longaudio.PosteriorTrack} holds a model's scores for it, window by window. {@link
 * io.kwsbench.longaudio.RocCurve} tells what a detector makes of them with every threshold, and
 * {@link io.kwsbench.longaudio.ThresholdSweep} the same for each word alone. {@link
 * io.kwsbench.longaudio.BudgetedThresholds} holds the thresholds that keep to a number of false
 * alarms per hour.
 */
package io.kwsbench.longaudio;
