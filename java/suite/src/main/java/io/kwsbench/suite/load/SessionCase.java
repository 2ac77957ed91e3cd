package io.kwsbench.suite.load;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.files.LabelFile;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.stats.FlopCounts;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.OperandBytes;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A case on an engine's session. */
final class SessionCase implements LoadedCase {
  private static final int MAX_HEARD = 100;
  private final String engine;
  private final EngineSession session;
  private final EngineModel model;
  private final Workload workload;
  private final Function<Path, Workload.Item> clips;
  private final boolean heard;
  private final Optional<FrozenGraph> graph;

  /**
   * @param model closed after the session
   * @param clips turns a clip into feeds
   * @param heard whether the workload is of clips
   * @param graph what the model was loaded from, if it was a graph
   */
  SessionCase(
      String engine,
      EngineSession session,
      EngineModel model,
      Workload workload,
      Function<Path, Workload.Item> clips,
      boolean heard,
      Optional<FrozenGraph> graph) {
    this.engine = engine;
    this.session = session;
    this.model = model;
    this.workload = workload;
    this.clips = clips;
    this.heard = heard;
    this.graph = graph;
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
  public OpTable ops(TraceProfile profile) {
    if (graph.isEmpty()) {
      return LoadedCase.super.ops(profile);
    }
    GraphShapes shapes = GraphShapes.of(graph.get(), session.options().feeds());
    FlopCounts flops = new FlopCounts(graph.get(), shapes, profile.runs());
    OperandBytes bytes = new OperandBytes(graph.get(), shapes, profile.runs());
    return OpTable.of(profile, flops::graphFlops, bytes::of);
  }

  @Override
  public List<ClipPrediction> heard(Optional<Path> labels) {
    List<ClipPrediction> clipsHeard = new ArrayList<>();
    Optional<List<String>> given = labels.map(LabelFile::read);
    for (int i = 0; heard && i < Math.min(MAX_HEARD, workload.items().size()); i++) {
      Workload.Item item = workload.items().get(i);
      float[] answer = answer(Workload.of(List.of(item)));
      List<String> numbers = IntStream.range(0, answer.length).mapToObj(n -> "p" + n).toList();
      List<String> classes = given.orElse(numbers);
      if (classes.size() != answer.length) {
        throw new KwsException(
            labels.get() + ": " + classes.size() + " labels for " + answer.length + " classes");
      }
      clipsHeard.add(ClipPrediction.of(item.name(), classes, answer));
    }
    return clipsHeard;
  }

  @Override
  public float[] classify(Path wav) {
    return answer(Workload.of(List.of(clips.apply(wav))));
  }

  private float[] answer(Workload one) {
    one.feed(session, 0);
    session.run();
    return CaseAnswer.of(session.fetch(0), engine);
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
