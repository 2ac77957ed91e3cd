package io.kwsbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClassBalance;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.SpeakerHashRule;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.engine.Engines;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.label.ClipModel;
import io.kwsbench.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that gives the same scores for every clip. */
class GraphEvaluationTest {
  private static final int RATE = 16_000;

  @TempDir Path folder;

  @Test
  void probabilitiesAreCounted() throws IOException {
    GraphEvaluation found = evaluated(0.1f, 0.2f, 0.6f, 0.1f);

    assertThat(found.confusion().takenFor(2)).isEqualTo(found.confusion().total()).isPositive();
  }

  @Test
  void scoresThatAreNoProbabilitiesAreRefused() {
    assertThatThrownBy(() -> evaluated(0.5f, 3, 0, 0))
        .isInstanceOf(KwsException.class)
        .hasMessage("m.pb: gives 3.0: its outputs are no probabilities (logits?)");
    assertThatThrownBy(() -> evaluated(-0.5f, 0.5f, 0, 0))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("m.pb: gives -0.5: its outputs are no probabilities");
  }

  private GraphEvaluation evaluated(float... scores) throws IOException {
    byte[] graph =
        GraphBuilder.graph()
            .placeholder("x", 1, RATE)
            .floats("w", new long[] {RATE, scores.length}, new float[RATE * scores.length])
            .op("MatMul", "product", "x", "w")
            .type("T", DType.FLOAT)
            .floats("b", new long[] {scores.length}, scores)
            .op("BiasAdd", "scores", "product", "b")
            .type("T", DType.FLOAT)
            .bytes();
    try (ClipModel model =
        new ClipModel(
            Engines.installed().find("tensorflow").orElseThrow(),
            FrozenGraph.parse(graph, "m.pb"))) {
      return GraphEvaluation.of(model, source(), Partition.TRAINING, done -> {});
    }
  }

  private BatchSource source() throws IOException {
    for (String word : List.of("yes", "no", "other")) {
      Path file = Files.createDirectories(folder.resolve(word)).resolve("s_nohash_0.wav");
      WavWriter.write(file, Clip.ofFloats(RATE, 1, new float[RATE]));
    }
    Corpus corpus =
        Corpus.scan(
            List.of(folder),
            new WantedClasses(List.of("yes", "no")),
            any -> new SpeakerHashRule(0, 0),
            new ClassBalance(50, 100, 1));
    return new BatchSource(
        corpus,
        new ClipCache(RATE, RATE, 1 << 20),
        BackgroundNoise.none(),
        Augmentation.original(),
        7);
  }
}
