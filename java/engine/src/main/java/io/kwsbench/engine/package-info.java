/**
 * The engine SPI: choose an engine, open a model, feed, run, fetch, run traced.
 *
 * <pre>{@code
 * ModelSource source = ModelSource.of(Path.of("frozen.pb"));
 * EngineChoice choice = Engines.installed().choose(source, "");
 * try (EngineModel model = choice.open(engine -> engine.open(source));
 *     EngineSession session = model.newSession(1)) {
 *   session.feed(0, TensorValue.ofFloats(Shape.of(16000, 1), samples));
 *   session.feed(1, TensorValue.ofInt(16000));
 *   session.run();
 *   float[] probabilities = session.fetch(0).floats();
 * }
 * }</pre>
 *
 * <p>Threads, for every engine: one call of a session at a time, the others wait; sessions of one
 * model run concurrently; {@code close} waits for the call that goes on, and every call after it
 * throws {@link IllegalStateException}.
 */
package io.kwsbench.engine;
