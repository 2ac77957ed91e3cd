package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.FileEngine;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.ModelLabels;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.OwnLabels;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Loads cases into the engines of this build: frozen graphs into graph engines, other files into
 * the engine that reads their type.
 */
public final class EngineCases implements CaseLoader {
  private static final String FIRST_CHOICE = "native";
  private final List<Engine> engines;
  private final List<FileEngine> fileEngines;
  private final boolean nativeInWorkers;

  /** With what {@link ServiceLoader} finds. */
  public EngineCases() {
    this(
        ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList(),
        ServiceLoader.load(FileEngine.class).stream().map(ServiceLoader.Provider::get).toList(),
        false);
  }

  private EngineCases(List<Engine> engines, List<FileEngine> fileEngines, boolean nativeInWorkers) {
    this.engines = List.copyOf(engines);
    this.fileEngines = List.copyOf(fileEngines);
    this.nativeInWorkers = nativeInWorkers;
  }

  /**
   * The loader for these cases. Where one of them asks for another build's library, every case of
   * the native engine runs in a process of its own, so that both builds meet the same conditions.
   */
  public EngineCases suiting(List<SuiteCase> cases) {
    boolean others = cases.stream().anyMatch(one -> one.library().isPresent());
    return new EngineCases(engines, fileEngines, others);
  }

  /** Whether the file's type decides which engine runs it: it is no frozen graph. */
  public static boolean isOfItsOwnEngine(Path file) {
    return ForeignFile.extension(file).isPresent();
  }

  @Override
  public ModelLabels labels(SuiteCase one) {
    return OwnLabels.of(one.graph());
  }

  @Override
  public LoadedCase load(SuiteCase one) {
    if (nativeInWorkers && NativeCase.refusal(one).isEmpty()) {
      return WorkerCase.load(one);
    }
    Optional<String> foreign = ForeignFile.extension(one.graph());
    return foreign.isPresent() ? loadFile(one, foreign.get()) : loadGraph(one);
  }

  private LoadedCase loadGraph(SuiteCase one) {
    Engine engine = engine(one.engine());
    FrozenGraph graph = FrozenGraph.load(one.graph());
    FeedLayout layout = FeedLayout.of(graph, List.of());
    Function<Path, Workload.Item> clips = wav -> new ClipFeeder(layout).read(wav).item();
    Workload workload = workload(one, clips, layout.zeros());
    EngineModel model = engine.load(graph);
    try {
      EngineSession session =
          model.newSession(new SessionOptions(layout.specs(), graph.outputs(), one.threads()));
      return new SessionCase(
          named(engine.name(), engine.version()),
          session,
          model,
          workload,
          clips,
          one.input().isPresent(),
          Optional.of(graph));
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private LoadedCase loadFile(SuiteCase one, String extension) {
    FileEngine engine =
        fileEngines.stream()
            .filter(e -> e.extension().equals(extension))
            .filter(e -> one.engine().isEmpty() || e.name().equals(one.engine()))
            .findFirst()
            .orElseThrow(() -> new KwsException(ForeignFile.missing(one.graph(), extension)));
    engine.unavailabilityCause().ifPresent(cause -> unavailable(engine.name(), cause));
    EngineSession session = engine.open(one.graph(), one.threads());
    try {
      ForeignFeeder feeder = new ForeignFeeder(one.graph(), session.options().feeds());
      Workload workload = workload(one, feeder::read, feeder.zeros());
      return new SessionCase(
          named(engine.name(), engine.version()),
          session,
          () -> {},
          workload,
          feeder::read,
          one.input().isPresent(),
          Optional.empty());
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static String named(String engine, String version) {
    return engine + " " + version;
  }

  static Workload workload(
      SuiteCase one, Function<Path, Workload.Item> clips, List<TensorValue> zeros) {
    if (one.input().isEmpty()) {
      return Workload.of(List.of(new Workload.Item("zeros", zeros)));
    }
    List<Workload.Item> items = new ArrayList<>();
    ClipFiles.under(one.input().get()).forEach(wav -> items.add(clips.apply(wav)));
    return Workload.of(items);
  }

  private Engine engine(String name) {
    if (name.isEmpty()) {
      return engines.stream()
          .filter(Engine::isAvailable)
          .min((a, b) -> Boolean.compare(isFirst(b), isFirst(a)))
          .orElseThrow(() -> new KwsException("no engine of this build is available"));
    }
    Engine engine =
        engines.stream()
            .filter(e -> e.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new KwsException("no engine '" + name + "'; there are " + names()));
    engine.unavailabilityCause().ifPresent(cause -> unavailable(name, cause));
    return engine;
  }

  private static boolean isFirst(Engine engine) {
    return engine.name().equals(FIRST_CHOICE);
  }

  private static void unavailable(String name, Throwable cause) {
    throw new KwsException("engine " + name + " is not available: " + cause.getMessage(), cause);
  }

  private String names() {
    return String.join(", ", engines.stream().map(Engine::name).toList());
  }
}
