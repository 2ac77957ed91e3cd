package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.graph.DType;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A case on an engine's session. */
final class SessionCase implements LoadedCase {
  private final String engine;
  private final EngineSession session;
  private final AutoCloseable model;
  private final Workload workload;
  private final Function<Path, Workload.Item> clips;

  /**
   * @param model closed after the session
   * @param clips turns a clip into feeds
   */
  SessionCase(
      String engine,
      EngineSession session,
      AutoCloseable model,
      Workload workload,
      Function<Path, Workload.Item> clips) {
    this.engine = engine;
    this.session = session;
    this.model = model;
    this.workload = workload;
    this.clips = clips;
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public void feed(int run) {
    workload.feed(session, run);
  }

  @Override
  public void run() {
    session.run();
  }

  @Override
  public RunTrace runTraced() {
    return session.runTraced();
  }

  @Override
  public float[] classify(Path wav) {
    Workload.of(List.of(clips.apply(wav))).feed(session, 0);
    session.run();
    var answer = session.fetch(0);
    if (answer.dtype() != DType.FLOAT) {
      throw new KwsException(engine + ": the output is " + answer + ", no probabilities");
    }
    return answer.floats();
  }

  @Override
  public void close() {
    session.close();
    try {
      model.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new KwsException(engine + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
