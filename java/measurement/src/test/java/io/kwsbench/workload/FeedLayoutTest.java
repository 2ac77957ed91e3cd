package io.kwsbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Optional;
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
        .hasMessage("graph: input x:0 float[1,?] has unknown dimensions besides the batch");
  }

  @Test
  void inputsWithoutPlainElementsAreRefusedByName() {
    FrozenGraph handle = typed(DataType.DT_RESOURCE);
    assertThatThrownBy(() -> FeedLayout.of(handle, List.of()).zeros())
        .isInstanceOf(KwsException.class)
        .hasMessage("graph: input x:0 resource[2] cannot be made: too large, or no plain type");
    FrozenGraph half = typed(DataType.DT_HALF);
    List<InputRequest> values =
        List.of(
            new InputRequest(
                TensorName.parse("x"), Optional.empty(), Optional.empty(), List.of(1.0)));
    assertThatThrownBy(() -> FeedLayout.of(half, values).zeros())
        .isInstanceOf(KwsException.class)
        .hasMessage("graph: input x:0 half[2]: no values can be given for its type");
    assertThat(FeedLayout.of(half, List.of()).zeros()).hasSize(1);
  }

  private static FrozenGraph typed(DataType type) {
    return GraphBuilder.graph()
        .placeholder("x", type, 2)
        .op("Identity", "y", "x")
        .type("T", type)
        .build();
  }

  @Test
  void inputsOfGigabytesAreRefused() {
    for (FrozenGraph graph : List.of(identityOf(1, 1L << 31), decoded(1L << 40, 1))) {
      assertThatThrownBy(() -> FeedLayout.of(graph, List.of()))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith("graph: input ")
          .hasMessageEndingWith("is too large: at most 2 GiB can be fed");
    }
  }
}
