package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class FeedLayoutTest {
  private static FrozenGraph identityOf(long... dims) {
    return GraphBuilder.graph()
        .placeholder("x", dims)
        .op("Identity", "y", "x")
        .type("T", DataType.DT_FLOAT)
        .build();
  }

  private static FrozenGraph decoded(long samples, long channels) {
    return GraphBuilder.graph()
        .op("Placeholder", "wav")
        .type("dtype", DataType.DT_STRING)
        .op("DecodeWav", "decoded", "wav")
        .attr("desired_samples", samples)
        .attr("desired_channels", channels)
        .op("Identity", "y", "decoded")
        .type("T", DataType.DT_FLOAT)
        .build();
  }

  @Test
  void anOpenBatchIsOneAndADecodedClipASecond() {
    assertThat(FeedLayout.of(identityOf(-1, 40), List.of())).hasToString("[x:0 float[1,40]]");
    assertThat(FeedLayout.of(decoded(-1, -1), List.of()).specs())
        .hasToString("[decoded:0 float[16000,1], decoded:1 int32[]]");
  }

  @Test
  void anOpenTimeAxisIsTheUsersToGive() {
    assertThatThrownBy(() -> FeedLayout.of(identityOf(1, -1), List.of()))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "test: input x:0 float[1,?] leaves more than the batch open: give its shape with"
                + " --input_layer_shape");
  }

  @Test
  void inputsOfGigabytesAreRefused() {
    for (FrozenGraph graph : List.of(identityOf(1, 1L << 31), decoded(1L << 40, 1))) {
      assertThatThrownBy(() -> FeedLayout.of(graph, List.of()))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith("test: input ")
          .hasMessageEndingWith("is too large: at most 2 GiB can be fed");
    }
  }
}
