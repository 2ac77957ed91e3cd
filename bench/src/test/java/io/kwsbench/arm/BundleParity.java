import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Holds a bundle's engine against reference probabilities, all graphs in one JVM, for emulators on which a JVM starts slowly:
 * BundleParity ENGINE SHARED CLIPS GRAPH.pb=OUTPUTS.csv… with paths relative to SHARED. Of each file of outputs CLIPS rows
 * are compared, spread over the file. Exit code 1 when a class or a probability (by more than 1e-4) differs.
 */
final class BundleParity {
  private static final float TOLERANCE = 1e-4f;

  private BundleParity() {}

  public static void main(String[] arguments) throws IOException {
    Path shared = Path.of(arguments[1]);
    int clips = Integer.parseInt(arguments[2]);
    Engine engine =
        ServiceLoader.load(Engine.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(e -> e.name().equals(arguments[0]))
            .findFirst()
            .orElseThrow();
    float worst = 0;
    for (String pair : List.of(arguments).subList(3, arguments.length)) {
      String[] files = pair.split("=");
      float difference = graph(engine, shared, clips, files[0], files[1]);
      System.out.printf("  %-45s |dp| <= %.1e%n", files[0], difference);
      worst = Math.max(worst, difference);
    }
    System.out.printf(
        "%s: %d graphs, %d clips each: same classes, |dp| <= %.1e%n", engine.name(), arguments.length - 3, clips, worst);
  }

  private static float graph(Engine engine, Path shared, int clips, String graphFile, String outputs)
      throws IOException {
    FrozenGraph graph = FrozenGraph.load(shared.resolve(graphFile));
    List<String> rows = Files.readAllLines(shared.resolve(outputs));
    float worst = 0;
    try (EngineModel model = engine.load(graph);
        EngineSession session = model.newSession(new SessionOptions(graph.inputs(), graph.outputs(), 1))) {
      if (graph.inputs().size() > 1) {
        session.feed(1, TensorValue.ofInt(16000));
      }
      for (int i = 0; i < clips; i++) {
        String[] cells = rows.get(1 + i * (rows.size() - 1) / clips).split(",");
        float[] samples = WavReader.read(shared.resolve(cells[0])).fit(16000, 1).samples();
        session.feed(0, TensorValue.ofFloats(Shape.of(16000, 1), samples));
        session.run();
        worst = Math.max(worst, compare(graphFile, cells, session.fetch(0).floats()));
      }
    }
    return worst;
  }

  static float compare(String graph, String[] cells, float[] got) {
    if (got.length != cells.length - 1) {
      throw new IllegalStateException(graph + ": " + got.length + " outputs, not " + (cells.length - 1));
    }
    float worst = 0;
    int best = 0;
    int wanted = 0;
    for (int i = 0; i < got.length; i++) {
      float expected = Float.parseFloat(cells[i + 1]);
      float difference = Math.abs(got[i] - expected);
      if (!(difference <= TOLERANCE)) {
        fail(graph + ", " + cells[0] + ": class " + i + " is " + got[i] + ", not " + expected);
      }
      worst = Math.max(worst, difference);
      best = got[i] > got[best] ? i : best;
      wanted = Float.parseFloat(cells[i + 1]) > Float.parseFloat(cells[wanted + 1]) ? i : wanted;
    }
    if (best != wanted) {
      fail(graph + ", " + cells[0] + ": class " + best + ", not " + wanted);
    }
    return worst;
  }

  private static void fail(String message) {
    System.out.println("FAILED: " + message);
    System.exit(1);
  }
}
