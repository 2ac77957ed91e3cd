package io.kwsbench.spotter;

/**
 * The sizes of a stream.
 *
 * @param sampleRate the model's, in hertz
 * @param window samples that the model hears at once
 * @param hop samples from window to window
 * @param vad whether windows of background are skipped
 */
record StreamShape(int sampleRate, int window, int hop, boolean vad) {}
