package io.kwsbench.engine;

/**
 * A model opened in an engine. Its weights are shared by its sessions.
 *
 * <p>Thread-safe. Close sessions first: closing the model while one of its sessions is open throws
 * {@link IllegalStateException}; {@code close} is idempotent.
 */
public interface EngineModel extends AutoCloseable {
  /**
   * A new session.
   *
   * @throws io.kwsbench.KwsException when a feed or fetch is not in the graph, a feed has no static
   *     shape, or an op cannot be prepared
   */
  EngineSession newSession(SessionOptions options);

  /**
   * A new session with all inputs and outputs of the model, which {@link EngineSession#options()}
   * names. Engines without a graph use 1 for an open batch, the first dimension of an input.
   * Engines without a graph use 1 for an open batch, the first dimension of an input.
   *
   * @param threads threads that a run may use; 0 lets the engine choose
   * @throws io.kwsbench.KwsException when an input has no static shape, or the model does not run
   */
  EngineSession newSession(int threads);

  @Override
  void close();
}
