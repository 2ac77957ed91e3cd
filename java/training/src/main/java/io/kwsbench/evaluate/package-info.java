/**
 * Accuracy of a model on a set of clips, and as a detector on long audio.
 *
 * <p>{@link io.kwsbench.evaluate.GraphEvaluation} runs a set through a frozen graph. {@link
 * io.kwsbench.evaluate.LongAudio} is a long recording with its ground truth, read from files or
 * composed; {@link io.kwsbench.evaluate.PosteriorTrack} is what a model says of it moment by
 * moment, and {@link io.kwsbench.evaluate.RocCurve} what a detector with every threshold would have
 * made of that.
 */
package io.kwsbench.evaluate;
