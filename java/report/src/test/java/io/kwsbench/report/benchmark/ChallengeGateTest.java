package io.kwsbench.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChallengeGateTest {
  private static final OptionalInt CHALLENGE = OptionalInt.empty();
  private static final List<TensorSpec> INPUTS =
      List.of(
          new TensorSpec(new TensorName("decoded_sample_data", 0), DType.FLOAT, Shape.of(16000, 1)),
          new TensorSpec(new TensorName("decoded_sample_data", 1), DType.INT32, Shape.SCALAR));

  private static List<TensorSpec> output(long... dims) {
    return List.of(
        new TensorSpec(new TensorName("labels_softmax", 0), DType.FLOAT, Shape.of(dims)));
  }

  private static List<String> failing(List<ChallengeGate> gates) {
    return gates.stream().filter(g -> !g.pass()).map(ChallengeGate::name).toList();
  }

  @Test
  void aFitGraphPasses() {
    assertThat(failing(ChallengeGate.of(4_999_999, INPUTS, output(1, 12), CHALLENGE, 199_999, 1)))
        .isEmpty();
    assertThat(failing(ChallengeGate.of(4_999_999, INPUTS, output(12), CHALLENGE, 199_999, 1)))
        .isEmpty();
  }

  @Test
  void eachGateFailsByItself() {
    assertThat(failing(ChallengeGate.of(5_000_000, INPUTS, output(12), CHALLENGE, 1, 1)))
        .containsExactly("file_size");
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(12), CHALLENGE, 200_000, 1)))
        .containsExactly("op_time");
    assertThat(failing(ChallengeGate.of(1, List.of(), output(12), CHALLENGE, 1, 1)))
        .containsExactly("inputs");
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(11), CHALLENGE, 1, 1)))
        .containsExactly("output");
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(2, 12), CHALLENGE, 1, 1)))
        .containsExactly("output");
  }

  @Test
  void whatWasNotMeasuredDoesNotPass() {
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(12), CHALLENGE, 0, 0)))
        .containsExactly("op_time");
  }

  @Test
  void knownLabelsSayHowManyClassesThereAre() {
    OptionalInt labels = OptionalInt.of(22);
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(22), labels, 1, 1))).isEmpty();
    assertThat(failing(ChallengeGate.of(1, INPUTS, output(12), labels, 1, 1)))
        .containsExactly("output");
    assertThat(ChallengeGate.of(1, INPUTS, output(12), labels, 1, 1).get(3).told().requirement())
        .isEqualTo("labels_softmax:0 float, 22 classes");
  }
}
