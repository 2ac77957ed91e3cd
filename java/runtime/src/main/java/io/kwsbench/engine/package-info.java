/**
 * The engine SPI: load a graph, feed, run, fetch, run traced.
 *
 * <pre>{@code
 * try (EngineModel model = engine.load(graph);
 *     EngineSession session = model.newSession(options)) {
 *   session.feed(0, TensorValue.ofFloats(Shape.of(16000, 1), samples));
 *   session.feed(1, TensorValue.ofInt(16000));
 *   session.run();
 *   float[] probabilities = session.fetch(0).floats();
 * }
 * }</pre>
 */
package io.kwsbench.engine;
