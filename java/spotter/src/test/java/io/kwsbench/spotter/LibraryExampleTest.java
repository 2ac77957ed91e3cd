package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.PlanWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example of the README and of the library guide. */
class LibraryExampleTest {
  @TempDir Path folder;

  static String word(Path model, Path wav) {
    try (Spotter spotter = Spotter.load(model);
        SpotterSession session = spotter.newSession()) {
      int rate = KeywordClip.SAMPLE_RATE;
      float[] clip = FittedClip.read(wav, rate, spotter.samples(), 1).clip().samples();
      float[] probabilities = new float[spotter.classes()];
      int best = session.run(clip, probabilities);
      List<String> labels = spotter.labels(); // empty if the model does not name its classes
      return (labels.isEmpty() ? "class " + best : labels.get(best)) + " " + probabilities[best];
    }
  }

  @Test
  void theExampleNamesTheWord() {
    float[] loud = new float[KeywordClip.SAMPLES];
    Arrays.fill(loud, 0.5f);
    Path wav = folder.resolve("yes.wav");
    WavWriter.write(wav, Clip.ofFloats(KeywordClip.SAMPLE_RATE, 1, loud));
    float[] weights = new float[2 * KeywordClip.SAMPLES];
    weights[0] = 20;
    Path model = folder.resolve("model.kws");
    PlanWriter.write(
        GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, KeywordClip.SAMPLES)
                .floats("w", new long[] {KeywordClip.SAMPLES, 2}, weights)
                .op("MatMul", "y", "x", "w")
                .op("Softmax", "p", "y")
                .attr("_kwsbench_labels", List.of("yes", "no"))
                .build()),
        model);

    // exp(10) / (exp(10) + 1)
    assertThat(word(model, wav)).startsWith("yes 0.9999");
  }
}
