package io.kwsbench.cli.model;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.report.benchmark.ResultAssembler;

/** A graph loaded into an engine, with a session, and how long that took. Close it. */
public final class OpenSession implements AutoCloseable {
  private final EngineModel model;
  private final EngineSession session;
  private final ResultAssembler.Subject subject;

  private OpenSession(EngineModel model, EngineSession session, ResultAssembler.Subject subject) {
    this.model = model;
    this.session = session;
    this.subject = subject;
  }

  /**
   * @param threads −1 or 0 lets the engine choose
   * @throws io.kwsbench.KwsException when the engine refuses the graph, a feed or a fetch
   */
  public static OpenSession open(Engine engine, LoadedGraph graph, int threads) {
    SessionOptions options = graph.options(threads);
    ProcessMemory before = ProcessMemory.now();
    long start = System.nanoTime();
    EngineModel model = engine.load(graph.graph());
    long loaded = System.nanoTime();
    try {
      EngineSession session = model.newSession(options);
      long ready = System.nanoTime();
      return new OpenSession(
          model,
          session,
          new ResultAssembler.Subject(
              engine.name(),
              graph.graph(),
              options,
              engine.name(),
              engine.version(),
              graph.readNanos() + loaded - start,
              ready - loaded,
              before,
              session.memory()));
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  public EngineSession session() {
    return session;
  }

  /** Another session of the same model, which shares its weights. Close it before this. */
  public EngineSession another() {
    return model.newSession(subject.options());
  }

  public ResultAssembler.Subject subject() {
    return subject;
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
