package io.kwsbench.peers;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A model's file, which each session reads for itself: these runtimes bind a model to its threads.
 *
 * <p>Thread-safe: one lock guards the making of sessions and {@link #close()}.
 */
final class PeerModel implements EngineModel {
  private final Path file;
  private final Opening opening;
  private final Set<PeerSession> sessions = new HashSet<>();
  private boolean closed;

  /** Makes a session of the file. */
  interface Opening {
    PeerSession open(Path file, int threads);
  }

  /**
   * @throws KwsException when there is no such file
   */
  PeerModel(Path file, Opening opening) {
    ModelFile.requireFile(file);
    this.file = file;
    this.opening = opening;
  }

  /**
   * @throws KwsException when the file is no such model, or leaves another dimension of an input
   *     open than the first
   */
  @Override
  public synchronized EngineSession newSession(int threads) {
    if (closed) {
      throw new IllegalStateException(file + ": the model is closed");
    }
    SessionOptions.requireThreads(threads);
    PeerSession session = opening.open(file, Math.max(1, threads));
    session.onClose(() -> closed(session));
    sessions.add(session);
    return session;
  }

  /**
   * @throws KwsException when other inputs or outputs are asked for than the file's
   */
  @Override
  public EngineSession newSession(SessionOptions options) {
    EngineSession session = newSession(options.threads());
    SessionOptions own = session.options();
    if (!own.feeds().equals(options.feeds()) || !own.fetches().equals(options.fetches())) {
      session.close();
      throw new KwsException(file + ": it has " + own + ", not " + options);
    }
    return session;
  }

  private synchronized void closed(PeerSession session) {
    sessions.remove(session);
  }

  @Override
  public synchronized void close() {
    if (!sessions.isEmpty()) {
      throw new IllegalStateException(file + ": " + sessions.size() + " sessions are open");
    }
    closed = true;
  }
}
