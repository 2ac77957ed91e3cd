/**
 * Sound in and features out: WAV files, clips, resampling, and the native feature front end.
 *
 * <p>This is the leftmost package: it imports no other one but the root and {@code
 * io.kwsbench.files}. A transform of a clip (spectrogram, MFCC, log-mel) exists once, in the native
 * engine; the classes here are its handles, and a graph's nodes compile to the same code. The micro
 * front end, which runs over a stream, is {@link io.kwsbench.audio.micro}.
 */
package io.kwsbench.audio;
