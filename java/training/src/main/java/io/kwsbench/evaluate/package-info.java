/**
 * Accuracy of a model on a set of clips, and as a detector on long audio.
 *
 * <p>{@link io.kwsbench.evaluate.GraphEvaluation} runs a set through a frozen graph. {@link
 * io.kwsbench.evaluate.LongAudioComposer} composes long audio of a set's clips; the package {@code
 * longaudio} measures a model on it.
 */
package io.kwsbench.evaluate;
