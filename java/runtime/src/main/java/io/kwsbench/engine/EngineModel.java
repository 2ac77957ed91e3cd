package io.kwsbench.engine;

/**
 * A graph loaded into an engine. Its weights are shared by its sessions.
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

  @Override
  void close();
}
