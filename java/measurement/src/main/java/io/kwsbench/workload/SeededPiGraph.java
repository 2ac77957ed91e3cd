package io.kwsbench.workload;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.metadata.SpeechCommands;
import java.util.List;
import java.util.stream.Stream;

/**
 * The 12-class Raspberry Pi architecture (experiment 195 of the prize-winning system) as the
 * original froze it, with weights from a fixed seed. It costs what the trained one costs and
 * recognizes nothing.
 *
 * <p>Input: a WAV file's name at {@code wav_fn}, or 16,000 samples at {@code decoded_sample_data:0}
 * and their rate at {@code :1}. Overlapping frames of 40 samples every 20 → 1-D convolution (3,
 * stride 2) → eleven depthwise-separable convolutions (3) → attention over the nine steps left →
 * softmax over {@link #LABELS} at {@code labels_softmax:0}. 1,137,664 weights.
 */
public final class SeededPiGraph {
  /** The class names, in the challenge's order. */
  public static final List<String> LABELS =
      Stream.concat(SpeechCommands.NO_WORDS.stream(), SpeechCommands.CHALLENGE.stream()).toList();

  private SeededPiGraph() {}

  /** Makes the graph; the same bytes every time. */
  public static FrozenGraph make() {
    GraphBuilder graph = GraphBuilder.graph();
    FrozenLayers layers = new FrozenLayers(graph);
    layers.answer(TimeSlicedNetwork.PI.pi(layers, KeywordClip.SAMPLES, LABELS.size()));
    return graph.build("untrained Pi graph, seeded weights");
  }
}
