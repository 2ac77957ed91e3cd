package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.metadata.ChallengeGraph;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of the Pi model's graph once it is made cheaper. */
class PiGraphTest {
  private static FrozenModel frozen;
  private static FrozenGraph graph;

  @BeforeAll
  static void freeze() {
    frozen = again();
    graph = FrozenGraph.parse(frozen.graph(), "frozen.pb");
  }

  private static FrozenModel again() {
    Path file = Material.fixture("keras2/raw.hdf5");
    return Freezer.freeze(KerasCheckpoint.read(file), "pi", FreezeOptions.DEFAULT);
  }

  @Test
  void batchNormsReshapesAndPatchesAreGone() {
    Map<String, Long> ops =
        graph.nodes().stream().collect(Collectors.groupingBy(Node::op, Collectors.counting()));

    assertThat(ops)
        .containsEntry("Conv2D", 12L)
        .containsEntry("DepthwiseConv2dNative", 11L)
        .containsEntry("Relu6", 12L)
        .containsEntry("BiasAdd", 13L)
        .containsEntry("Mul", 1L)
        .doesNotContainKeys(
            "Rsqrt",
            "Sub",
            "Add",
            "Minimum",
            "Maximum",
            "Squeeze",
            "ExtractImagePatches",
            "Identity");
  }

  @Test
  void isNoLargerThanTheOriginals() {
    assertThat((long) frozen.graph().length)
        .isLessThan((int) Material.fixture("keras2/raw.pb").toFile().length());
    assertThat((long) frozen.graph().length).isLessThan(ChallengeGraph.SIZE_LIMIT);
  }

  @Test
  void hasTheChallengesTensors() {
    assertThat(graph.node("wav_fn"))
        .hasValueSatisfying(n -> assertThat(n.op()).isEqualTo("Placeholder"));
    assertThat(graph.node("decoded_sample_data"))
        .hasValueSatisfying(n -> assertThat(n.op()).isEqualTo("DecodeWav"));
    assertThat(graph.node("labels_softmax")).isPresent();
  }

  @Test
  void equalCheckpointsGiveEqualBytes() {
    assertThat(again().graph()).isEqualTo(frozen.graph());
  }
}
