package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.PlanWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example of the page on listening. */
class StreamExampleTest {
  @TempDir Path folder;

  static List<String> words(Path model, InputStream pcm) throws IOException {
    StreamOptions options =
        StreamOptions.DEFAULT
            .withRule(TensorFlowRule.DEFAULT.withThresholds(new Thresholds(0.6, Map.of("no", 0.8))))
            .withHopMillis(80)
            .withInput(48_000, 2);
    List<String> words = new ArrayList<>();
    try (Spotter spotter = Spotter.load(model);
        SpotterStream stream = spotter.newStream(options)) {
      stream.onDetection(heard -> words.add(heard.label() + " " + heard.seconds()));
      byte[] piece = new byte[4096];
      int bytes;
      while ((bytes = pcm.readNBytes(piece, 0, piece.length)) > 0) {
        stream.accept(ByteBuffer.wrap(piece, 0, bytes));
      }
      stream.finish();
    }
    return words;
  }

  @Test
  void theExampleHearsTheWord() throws IOException {
    Path model = folder.resolve("model.kws");
    PlanWriter.write(
        GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, 1600)
                .floats("w", new long[] {1600, 2}, new float[3200])
                .floats("b", new long[] {2}, 5, 0)
                .op("MatMul", "y", "x", "w")
                .op("BiasAdd", "z", "y", "b")
                .op("Softmax", "p", "z")
                .attr("_kwsbench_labels", List.of("yes", "no"))
                .attr("_kwsbench_window", List.of("1600"))
                .build()),
        model);
    // a second of two channels; "yes" whatever it hears, so it is said once: windows end at 0.1 s,
    // 0.18 s and 0.26 s, and then 160 of 500 ms are heard in three results
    InputStream second = new ByteArrayInputStream(new byte[2 * 2 * 48_000]);

    assertThat(words(model, second)).containsExactly("yes 0.26");
  }
}
