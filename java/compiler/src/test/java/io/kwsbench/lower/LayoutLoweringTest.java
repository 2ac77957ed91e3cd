package io.kwsbench.lower;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.DataType;

/** Ops that only move: fed with 0, 1, 2, … they tell where each element came from. */
class LayoutLoweringTest {
  private static GraphBuilder x(long... dims) {
    return GraphBuilder.graph().placeholder("x", dims);
  }

  static Stream<Arguments> moves() {
    return Stream.of(
        Arguments.of(
            x(2, 3).vector("order", 1, 0).op("Transpose", "y", "x", "order"),
            new float[] {0, 3, 1, 4, 2, 5}),
        Arguments.of(
            x(1, 2, 2).vector("times", 1, 2, 2).op("Tile", "y", "x", "times"),
            new float[] {0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3}),
        Arguments.of(
            x(2, 3).vector("axes", 0, -1).op("ReverseV2", "y", "x", "axes"),
            new float[] {5, 4, 3, 2, 1, 0}),
        Arguments.of(
            x(1, 2, 4, 1).op("SpaceToDepth", "y", "x").attr("block_size", 2),
            new float[] {0, 1, 4, 5, 2, 3, 6, 7}),
        Arguments.of(
            x(1, 1, 2, 4).op("DepthToSpace", "y", "x").attr("block_size", 2),
            new float[] {0, 1, 4, 5, 2, 3, 6, 7}),
        Arguments.of(
            x(2, 3)
                .floats("v", new long[0], -1)
                .ints("pads", new long[] {2, 2}, 0, 1, 2, 0)
                .op("PadV2", "y", "x", "pads", "v"),
            new float[] {-1, -1, 0, 1, 2, -1, -1, 3, 4, 5, -1, -1, -1, -1, -1}),
        Arguments.of(
            x(1, 4)
                .ints("pads", new long[] {2, 2}, 0, 0, 2, 3)
                .op("MirrorPad", "y", "x", "pads")
                .attr("mode", "REFLECT"),
            new float[] {2, 1, 0, 1, 2, 3, 2, 1, 0}),
        Arguments.of(
            x(1, 4)
                .ints("pads", new long[] {2, 2}, 0, 0, 2, 1)
                .op("MirrorPad", "y", "x", "pads")
                .attr("mode", "SYMMETRIC"),
            new float[] {1, 0, 0, 1, 2, 3, 3}),
        Arguments.of(
            x(2, 4)
                .vector("begin", 0, 3)
                .vector("end", 2, 0)
                .vector("strides", 1, -2)
                .op("StridedSlice", "y", "x", "begin", "end", "strides"),
            new float[] {3, 1, 7, 5}),
        Arguments.of(
            x(2, 3, 2)
                .vector("begin", 0, 1)
                .vector("end", 0, 2)
                .vector("strides", 1, 1)
                .op("StridedSlice", "y", "x", "begin", "end", "strides")
                .attr("begin_mask", 1)
                .attr("end_mask", 1)
                .attr("shrink_axis_mask", 2),
            new float[] {2, 3, 8, 9}),
        Arguments.of(
            x(2, 3)
                .scalar("axis", 1)
                .op("Split", "s", "axis", "x")
                .attr("num_split", 3)
                .op("Pack", "y", "s:2", "s:0")
                .attr("N", 2)
                .attr("axis", 0),
            new float[] {2, 5, 0, 3}),
        Arguments.of(
            x(2, 5)
                .vector("sizes", 2, -1)
                .scalar("axis", 1)
                .op("SplitV", "s", "x", "sizes", "axis")
                .attr("num_split", 2)
                .op("ConcatV2", "y", "s:1", "s", "axis"),
            new float[] {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}),
        Arguments.of(
            x(3, 2)
                .op("Unpack", "u", "x")
                .attr("num", 3)
                .attr("axis", 0)
                .op("Pack", "y", "u:2", "u", "u:1")
                .attr("N", 3)
                .attr("axis", 1),
            new float[] {4, 0, 2, 5, 1, 3}),
        Arguments.of(
            x(2, 3).vector("i", 2, 0, 2).scalar("axis", 1).op("GatherV2", "y", "x", "i", "axis"),
            new float[] {2, 0, 2, 5, 3, 5}),
        Arguments.of(
            x(2, 3).ints("i", new long[] {2, 2}, 1, 2, 0, 1).op("GatherNd", "y", "x", "i"),
            new float[] {5, 1}),
        Arguments.of(
            x(2, 3).ints("i", new long[] {2, 1}, 1, 0).op("GatherNd", "y", "x", "i"),
            new float[] {3, 4, 5, 0, 1, 2}),
        Arguments.of(
            x(2, 2)
                .ints("i", new long[] {2, 1}, 2, 0)
                .vector("shape", 3, 2)
                .op("ScatterNd", "y", "i", "x", "shape"),
            new float[] {2, 3, 0, 0, 0, 1}),
        Arguments.of(
            x(1, 4, 2, 1)
                .vector("block", 2, 1)
                .ints("pads", new long[] {2, 2}, 0, 0, 0, 0)
                .op("SpaceToBatchND", "y", "x", "block", "pads"),
            new float[] {0, 1, 4, 5, 2, 3, 6, 7}),
        Arguments.of(
            x(1, 5, 1)
                .vector("n", 3)
                .op("ReverseSequence", "y", "x", "n")
                .attr("seq_dim", 1)
                .attr("batch_dim", 0),
            new float[] {2, 1, 0, 3, 4}));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void elementsComeFromWhereTheOpSays(GraphBuilder graph, float[] expected) {
    long n = graph.build().inputs().get(0).shape().elements().orElseThrow();
    assertThat(Computed.of(graph, Computed.places((int) n))).containsExactly(expected);
  }

  /** A length that is only known when it runs turns its part of the sequence round. */
  @Test
  void aSequenceOfAFedLengthIsReversed() {
    GraphBuilder graph =
        x(1, 5, 1)
            .placeholder("n", DataType.DT_INT32, 1)
            .op("ReverseSequence", "y", "x", "n")
            .attr("seq_dim", 1)
            .attr("batch_dim", 0);
    float[][] expected = {
      {0, 1, 2, 3, 4},
      {0, 1, 2, 3, 4},
      {1, 0, 2, 3, 4},
      {2, 1, 0, 3, 4},
      {3, 2, 1, 0, 4},
      {4, 3, 2, 1, 0}
    };
    TensorValue x = TensorValue.ofFloats(Shape.of(1, 5, 1), 0, 1, 2, 3, 4);
    for (int n = 0; n <= 5; n++) {
      TensorValue length = TensorValue.ofInts(Shape.of(1), n);
      assertThat(Computed.run(graph, x, length)).containsExactly(expected[n]);
    }
  }

  @Test
  void rowsByComputedTuples() {
    GraphBuilder graph =
        x(2, 3)
            .scalar("axis", 1)
            .op("ArgMax", "best", "x", "axis")
            .type("output_type", DataType.DT_INT32)
            .vector("rows", 0, 1)
            .op("Pack", "tuples", "rows", "best")
            .attr("N", 2)
            .attr("axis", 1)
            .op("GatherNd", "y", "x", "tuples");
    assertThat(Computed.of(graph, 1, 9, 3, 4, 5, 8)).containsExactly(9, 8);
  }
}
