package io.kwsbench.compile.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class WeightNoiseTest {
  @Test
  void decibelsAreEnergyOverThatOfTheErrors() {
    WeightNoise noise = WeightNoise.of(List.of("w"), new float[] {3, 4}, new float[] {3, 4.5f});
    assertThat(noise.signalToNoiseDb()).hasValueSatisfying(db -> assertThat(db).isEqualTo(20));
    assertThat(noise.values()).isEqualTo(2);
    float[] same = {1, 2};
    assertThat(WeightNoise.of(List.of(), same, same).signalToNoiseDb()).isEmpty();
  }

  /** A uniform error of a step of 1/127 of the largest of some normal weights. */
  @Test
  void theCompilerTellsWhatBecameOfEachMatrix() {
    assertThat(noises(Precision.WEIGHTS8, Set.of()))
        .singleElement()
        .satisfies(
            noise -> {
              assertThat(noise.nodes()).contains("product");
              assertThat(noise.values()).isEqualTo(64 * 80);
              assertThat(noise.signalToNoiseDb().orElseThrow()).isCloseTo(44.5, within(2.0));
            });
    assertThat(noises(Precision.WEIGHTS16, Set.of()).get(0).signalToNoiseDb().orElseThrow())
        .isCloseTo(55.5, within(2.0));
    assertThat(noises(Precision.WEIGHTS8, Set.of("product")).get(0).signalToNoiseDb()).isEmpty();
    assertThat(noises(Precision.FLOAT32, Set.of()).get(0).signalToNoiseDb()).isEmpty();
  }

  private static List<WeightNoise> noises(Precision precision, Set<String> kept) {
    float[] weights = new float[64 * 80];
    Random random = new Random(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 64)
            .floats("w", new long[] {64, 80}, weights)
            .op("MatMul", "product", "x", "w")
            .type("T", DataType.DT_FLOAT)
            .attr("transpose_a", false)
            .attr("transpose_b", false)
            .build("test");
    List<WeightNoise> noises = new ArrayList<>();
    GraphCompiler.compile(
        graph,
        graph.inputs(),
        graph.outputs(),
        CompilerOptions.DEFAULT
            .withPrecision(precision)
            .withKeptNodes(kept)
            .withWeightListener(noises::add));
    return noises;
  }
}
