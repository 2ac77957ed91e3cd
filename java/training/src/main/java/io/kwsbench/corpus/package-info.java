/**
 * Labeled clips for training: which there are, which set each belongs to, and batches of them with
 * noise, shifts and volumes mixed in.
 *
 * <p>{@link io.kwsbench.corpus.Corpus} lists samples of folders, {@link
 * io.kwsbench.corpus.BatchSource} makes batches of them. Whatever is random is a function of a seed
 * and of the place in the run, never of the order in which threads happen to work: batch 17 of a
 * seed is the same batch in every run, resumed or not.
 *
 * <p>Rules and ranges are those of the 2017 system, itself derived from TensorFlow's {@code
 * speech_commands/input_data.py}.
 */
package io.kwsbench.corpus;
