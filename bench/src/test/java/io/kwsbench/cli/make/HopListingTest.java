package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HopListingTest {
  @TempDir Path folder;

  private Invocation list(Path graph, int hopMillis) {
    return Invocation.of(
        "compile", "--graph=" + graph, "--dump_plan", "--stream_hop_ms=" + hopMillis);
  }

  /** 80 ms are the stride of the last layers: each hop computes a row of them and its two edges. */
  @Test
  void ofAModelOfConvolutions() throws Exception {
    Path graph = Files.write(folder.resolve("pi.pb"), SeededPiGraph.make().toBytes());
    Invocation run = list(graph, 80);
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .contains("every 80 ms: 13.652 MFLOP of a window's 108.401, 1/7.9; maps of ")
        .containsPattern("conv_2d\t   399\t     33\t     40\t       1\t  8.172\t     0.676\t")
        .containsPattern(
            "depthwise_pointwise\t     9\t      3\t   1280\t       1\t  4.746\t     1.582\t")
        .containsPattern("softmax\t     -\t  whole\t      -\t       -\t");
    assertThat(list(graph, 20).out).contains("every 20 ms: 7.804 MFLOP").contains("1/13.9");
  }

  @Test
  void ofAModelThatMixesAllTimesAtOnce() {
    Invocation run = list(Material.fixture("tf1/dnn.pb"), 70);
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out).contains("every 70 ms: ");
  }

  @Test
  void windowsThatDoNotOverlapAreRefused() {
    Invocation run = list(Material.fixture("tf1/dnn.pb"), 1000);
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("--stream_hop_ms 1000", "do not overlap");
  }
}
