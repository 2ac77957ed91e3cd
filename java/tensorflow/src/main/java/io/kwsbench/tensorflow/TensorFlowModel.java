package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.StatefulSession;
import io.kwsbench.graph.FrozenGraph;
import java.util.HashSet;
import java.util.Set;

/**
 * A graph imported into TensorFlow, from which sessions are made.
 *
 * <p>Thread-safe: one lock guards the making of sessions and {@link #close()}.
 */
final class TensorFlowModel implements EngineModel {
  private final FrozenGraph graph;
  private final ImportedGraph imported;
  private final Set<TensorFlowSession> sessions = new HashSet<>();
  private boolean closed;

  TensorFlowModel(FrozenGraph graph) {
    this.graph = graph;
    ProcessGuard.check(graph);
    this.imported = new ImportedGraph(graph);
  }

  @Override
  public synchronized EngineSession newSession(SessionOptions options) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (options.fetches().isEmpty()) {
      throw new KwsException(graph.source() + ": a session needs at least one output");
    }
    return StatefulSession.of(graph, options, this::opened);
  }

  private EngineSession opened(SessionOptions options) {
    FileOps.check(graph, options.fetches(), System.getenv(FileOps.ALLOW));
    TensorFlowSession session = new TensorFlowSession(graph, imported, options, this::closed);
    sessions.add(session);
    return session;
  }

  @Override
  public EngineSession newSession(int threads) {
    return newSession(new SessionOptions(graph.inputs(), graph.outputs(), threads));
  }

  private synchronized void closed(TensorFlowSession session) {
    sessions.remove(session);
  }

  @Override
  public synchronized void close() {
    if (!sessions.isEmpty()) {
      throw new IllegalStateException(sessions.size() + " sessions of the model are open");
    }
    if (!closed) {
      closed = true;
      imported.close();
    }
  }
}
