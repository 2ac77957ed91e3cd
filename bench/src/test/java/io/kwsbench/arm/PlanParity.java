import io.kwsbench.audio.WavReader;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.PlanWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds an emulated engine against reference probabilities without emulating a JVM: graphs are
 * compiled (and checkpoints frozen) by this JVM, their plans run by kws_run --serve: PlanParity
 * RUNNER SHARED CLIPS GRAPH=OUTPUTS.csv… with RUNNER a command that takes --serve and a plan. Rows
 * are chosen and compared as in {@link BundleParity}.
 */
final class PlanParity {
  private final InputStream answers;
  private final OutputStream requests;

  private PlanParity(Process process) {
    answers = new BufferedInputStream(process.getInputStream());
    requests = process.getOutputStream();
  }

  public static void main(String[] arguments) throws IOException {
    Path shared = Path.of(arguments[1]);
    int clips = Integer.parseInt(arguments[2]);
    List<String> pairs = List.of(arguments).subList(3, arguments.length);
    float worst = 0;
    for (String pair : pairs) {
      String[] files = pair.split("=");
      float difference = graph(arguments[0], shared, clips, files[0], files[1]);
      System.out.printf("  %-45s |dp| <= %.1e%n", files[0], difference);
      worst = Math.max(worst, difference);
    }
    System.out.printf(
        "kws_run: %d graphs, %d clips each: same classes, |dp| <= %.1e%n",
        pairs.size(), clips, worst);
  }

  private static float graph(String runner, Path shared, int clips, String file, String outputs)
      throws IOException {
    List<String> rows = Files.readAllLines(shared.resolve(outputs));
    Plan plan = GraphCompiler.compile(load(shared.resolve(file)));
    Path planFile = Files.createTempFile("parity", ".kws");
    float worst = 0;
    try {
      PlanWriter.write(plan, planFile);
      Process process =
          new ProcessBuilder(runner, "--serve", planFile.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      PlanParity worker = new PlanParity(process);
      worker.expect(worker.line(), "ready ");
      for (int i = 0; i < clips; i++) {
        String[] cells = rows.get(1 + i * (rows.size() - 1) / clips).split(",");
        worst =
            Math.max(
                worst,
                BundleParity.compare(
                    file, cells, worker.run(plan.tensors(), shared.resolve(cells[0]))));
      }
      worker.requests.close();
    } finally {
      Files.delete(planFile);
    }
    return worst;
  }

  private static FrozenGraph load(Path file) {
    if (file.toString().endsWith(".pb")) {
      return FrozenGraph.load(file);
    }
    KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
    String name = file.getFileName().toString();
    return FrozenGraph.parse(
        Freezer.freeze(
                checkpoint, checkpoint.modelConfig().orElseThrow(), name, FreezeOptions.DEFAULT)
            .graph(),
        name);
  }

  private float[] run(List<PlanTensor> tensors, Path clip) throws IOException {
    ask("forget", new byte[0]);
    ask("item", new byte[0]);
    int fetch = -1;
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).feed()) {
        byte[] bytes = bytes(tensors.get(i), clip);
        ask("feed " + i + " " + bytes.length, bytes);
      } else {
        fetch = i;
      }
    }
    ask("run 0", new byte[0]);
    ByteBuffer got =
        ByteBuffer.wrap(ask("fetch " + fetch, new byte[0])).order(ByteOrder.LITTLE_ENDIAN);
    float[] probabilities = new float[got.remaining() / Float.BYTES];
    got.asFloatBuffer().get(probabilities);
    return probabilities;
  }

  /** A clip's samples, or their rate. */
  private static byte[] bytes(PlanTensor feed, Path clip) {
    ByteBuffer buffer = ByteBuffer.allocate((int) feed.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (feed.bytes() == Integer.BYTES) {
      return buffer.putInt(16_000).array();
    }
    buffer.asFloatBuffer().put(WavReader.read(clip).fit(16_000, 1).samples());
    return buffer.array();
  }

  private byte[] ask(String request, byte[] bytes) throws IOException {
    requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
    requests.write(bytes);
    requests.flush();
    int count = Integer.parseInt(expect(line(), "ok "));
    byte[] data = answers.readNBytes(count);
    if (data.length != count) {
      throw new IOException("kws_run ended inside an answer");
    }
    return data;
  }

  private String expect(String line, String start) throws IOException {
    if (!line.startsWith(start)) {
      throw new IOException("kws_run: '" + line + "'");
    }
    return line.substring(start.length());
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c >= 0 && c != '\n'; c = answers.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
