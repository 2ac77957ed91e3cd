package io.kwsbench.suite.load;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.cases.CaseWorkload;
import io.kwsbench.suite.internal.cases.NativeCase;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.ForeignFeeder;
import io.kwsbench.workload.OwnLabels;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Loads cases into the engines of this build, as {@link Engines} chooses them. */
public final class EngineCases implements CaseLoader {
  private final Engines engines;
  private final boolean nativeInWorkers;

  /** With the engines on the class path. */
  public EngineCases() {
    this(Engines.installed(), false);
  }

  private EngineCases(Engines engines, boolean nativeInWorkers) {
    this.engines = engines;
    this.nativeInWorkers = nativeInWorkers;
  }

  /**
   * The loader for these cases. Where one of them asks for another build's library, every case of
   * the native engine runs in a process of its own, so that both builds meet the same conditions.
   */
  public EngineCases suiting(List<SuiteCase> cases) {
    boolean others = cases.stream().anyMatch(one -> one.library().isPresent());
    return new EngineCases(engines, others);
  }

  @Override
  public ModelLabels labels(SuiteCase one) {
    return OwnLabels.of(one.graph(), one.reading());
  }

  @Override
  public LoadedCase load(SuiteCase one) {
    if (nativeInWorkers && NativeCase.refusal(one).isEmpty()) {
      return WorkerCase.load(one);
    }
    ModelSource source = one.source();
    Opened opened =
        engines
            .choose(source, one.engine())
            .open(
                engine ->
                    source.format().isGraph() && engine.formats().contains(ModelFormat.FROZEN_GRAPH)
                        ? graph(engine, source.graph(), one)
                        : file(engine, source, one));
    try {
      return opened.fed(one);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static Opened graph(Engine engine, FrozenGraph graph, SuiteCase one) {
    FeedLayout layout = FeedLayout.of(graph, List.of());
    SessionOptions options = new SessionOptions(layout.specs(), graph.outputs(), one.threads());
    EngineModel model = engine.load(graph);
    EngineSession session = session(model, () -> model.newSession(options));
    return new Opened(
        engine.description(),
        model,
        session,
        wav -> new ClipFeeder(layout).read(wav).item(),
        layout::zeros,
        Optional.of(graph));
  }

  private static Opened file(Engine engine, ModelSource source, SuiteCase one) {
    EngineModel model = engine.open(source);
    EngineSession session = session(model, () -> model.newSession(one.threads()));
    ForeignFeeder feeder = new ForeignFeeder(one.graph(), session.options().feeds());
    return new Opened(
        engine.description(), model, session, feeder::read, feeder::zeros, Optional.empty());
  }

  private static EngineSession session(EngineModel model, Supplier<EngineSession> opening) {
    try {
      return opening.get();
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** A case's model in an engine, not fed yet. */
  private record Opened(
      String engine,
      EngineModel model,
      EngineSession session,
      Function<Path, Workload.Item> clips,
      Supplier<List<TensorValue>> zeros,
      Optional<FrozenGraph> graph) {

    SessionCase fed(SuiteCase one) {
      Workload workload = CaseWorkload.of(one, clips, zeros.get());
      return new SessionCase(
          engine, session, model, workload, clips, one.input().isPresent(), graph);
    }

    void close() {
      session.close();
      model.close();
    }
  }
}
