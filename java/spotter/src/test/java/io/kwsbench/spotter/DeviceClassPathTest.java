package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.PlanWriter;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device carries four modules, the native library, JavaCPP and SLF4J: nothing else is needed. */
class DeviceClassPathTest {
  private static final Pattern CARRIED =
      Pattern.compile(
          "java/(base|audio|plan|spotter)/target/(test-)?classes|native/target/classes"
              + "|kwsbench-(base|audio|plan|spotter|native)-[^/]*\\.jar|/javacpp-[^/]*\\.jar"
              + "|/slf4j-api-[^/]*\\.jar");

  @TempDir Path folder;

  @Test
  void aCompiledModelRuns() throws Exception {
    Path model = folder.resolve("model.kws");
    PlanWriter.write(
        GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, 2)
                .floats("w", new long[] {2, 2}, 1, 0, 0, 1)
                .op("MatMul", "y", "x", "w")
                .op("Softmax", "p", "y")
                .attr("_kwsbench_window", List.of("2"))
                .build()),
        model);
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> CARRIED.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));

    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                Device.class.getName(),
                model.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(
            said.lines()
                .toList()
                .subList((int) said.lines().count() - 4, (int) said.lines().count()))
        .isEqualTo(
            List.of(
                "class 1",
                "heard two at 1",
                "model.pb: it is no compiled model (.kws), and the compiler, kwsbench-compiler, is"
                    + " not on the class path",
                "no protobuf"));
  }

  /** What runs on the device. */
  static final class Device {
    private Device() {}

    public static void main(String[] arguments) {
      try (Spotter spotter = Spotter.load(Path.of(arguments[0]));
          SpotterSession session = spotter.newSession()) {
        float[] probabilities = new float[spotter.classes()];
        System.out.println("class " + session.run(new float[] {0, 3}, probabilities));
        listen(spotter);
      }
      try {
        Spotter.load(Path.of("model.pb"));
      } catch (KwsException e) {
        System.out.println(e.getMessage());
      }
      try {
        Class.forName("com.google.protobuf.Message");
        System.out.println("protobuf is there too");
      } catch (ClassNotFoundException e) {
        System.out.println("no protobuf");
      }
    }

    private static void listen(Spotter spotter) {
      StreamOptions options = StreamOptions.DEFAULT.withLabels(List.of("one", "two"));
      try (SpotterStream stream =
          spotter.newStream(
              options
                  .withRule(new StreakRule(1, Refractory.ofAll(1000), Thresholds.of(0.9)))
                  .withHopMillis(1))) {
        stream.onDetection(
            heard -> System.out.println("heard " + heard.label() + " at " + heard.lastSample()));
        stream.accept(new float[] {0, 9, 9, 9}, 0, 4);
      }
    }
  }
}
