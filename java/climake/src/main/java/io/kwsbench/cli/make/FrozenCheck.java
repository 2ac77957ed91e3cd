package io.kwsbench.cli.make;

import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.options.EngineFlag;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.ClipFeeder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs a graph that was just frozen on clips and prints its top classes. */
final class FrozenCheck {
  private static final int TOP = 3;

  private final FreezeFlags flags;
  private final List<String> labels;

  FrozenCheck(FreezeFlags flags, List<String> labels) {
    this.flags = flags;
    this.labels = labels;
  }

  /**
   * @param clips a WAV file or a folder
   * @throws io.kwsbench.KwsException when there are none, one cannot be read, or TensorFlow is
   *     missing
   */
  void run(String clips, CliContext context) {
    GraphOptions graphFlags = new GraphOptions();
    graphFlags.graph = flags.frozen;
    graphFlags.outputLayer = flags.finalTensor() + ":0";
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    ClipFeeder feeder = new ClipFeeder(graph.layout());
    List<Path> files = ClipFiles.under(TypedPath.of(clips));
    try (OpenSession open =
        OpenSession.open(EngineFlag.ofInstalled().required("tensorflow"), graph, 1)) {
      for (Path file : files) {
        context.out().println("check      " + file + ": " + heard(open.session(), feeder, file));
      }
    }
  }

  private String heard(EngineSession session, ClipFeeder feeder, Path file) {
    List<TensorValue> feeds = feeder.read(file).item().feeds();
    for (int i = 0; i < feeds.size(); i++) {
      session.feed(i, feeds.get(i));
    }
    session.run();
    float[] probabilities = session.fetch(0).floats();
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
        .limit(TOP)
        .map(i -> String.format(Locale.ROOT, "%s %.4f", labels.get(i), probabilities[i]))
        .collect(Collectors.joining(", "));
  }
}
