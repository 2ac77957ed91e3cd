package io.kwsbench.engine;

import java.util.Optional;

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
   *
   * @param threads threads that a run may use; 0 lets the engine choose
   * @throws io.kwsbench.KwsException when an input has no static shape, or the model does not run
   */
  EngineSession newSession(int threads);

  /**
   * A session for windows of sound that overlap.
   *
   * @param options of one output, and of feeds that but for the sound are an int, the sample rate
   * @param sound which of the feeds takes a window's samples
   * @param hop samples from window to window
   * @param sampleRate of the sound, in hertz
   * @return empty where the engine keeps nothing of a window, or the model allows too little
   */
  default Optional<WindowSession> newWindows(
      SessionOptions options, int sound, int hop, int sampleRate) {
    return Optional.empty();
  }

  @Override
  void close();
}
