/**
 * Keyword spotting as a library: a model, sessions of it, probabilities of one-second clips.
 *
 * <pre>{@code
 * try (Spotter spotter = Spotter.load(Path.of("model.kws"));
 *     SpotterSession session = spotter.newSession()) {
 *   float[] probabilities = new float[spotter.classes()];
 *   int keyword = session.run(samples, probabilities); // samples: float[16000] in -1 … 1, or short[16000]
 * }
 * }</pre>
 */
package io.kwsbench.spotter;
