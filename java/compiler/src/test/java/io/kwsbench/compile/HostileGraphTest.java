package io.kwsbench.compile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.LoopGraphs;
import io.kwsbench.graph.RecurrentGraphs;
import io.kwsbench.graph.flops.Flops;
import io.kwsbench.graph.shape.GraphShapes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a result or one line, never anything else. */
@Tag(Campaign.TAG)
class HostileGraphTest {
  private static final byte[] GRAPH =
      GraphBuilder.graph()
          .placeholder("x", 1, 1, 60, 1)
          .op("ExtractImagePatches", "frames", "x")
          .attr("ksizes", new long[] {1, 1, 4, 1})
          .attr("strides", new long[] {1, 1, 2, 1})
          .attr("rates", new long[] {1, 1, 1, 1})
          .attr("padding", "SAME")
          .floats("w", new long[] {1, 2, 4, 1}, 1, 2, 3, 4, 10, 20, 30, 40)
          .op("Conv2D", "conv", "frames", "w")
          .attr("strides", new long[] {1, 1, 1, 1})
          .attr("padding", "VALID")
          .vector("dims", 1, -1)
          .op("Reshape", "flat", "conv", "dims")
          .vector("begin", 0, 1)
          .vector("end", 1, 9)
          .vector("strides", 1, 2)
          .op("StridedSlice", "slice", "flat", "begin", "end", "strides")
          .scalar("axis", 1)
          .op("ConcatV2", "concat", "flat", "slice", "axis")
          .op("Mean", "mean", "concat", "begin")
          .op("Softmax", "softmax", "concat")
          .bytes();

  private static void tryAll(byte[] bytes) {
    try {
      FrozenGraph graph = FrozenGraph.parse(bytes, "hostile");
      GraphShapes shapes = GraphShapes.of(graph);
      graph.nodes().forEach(node -> Flops.of(node, shapes));
      graph.weightBytes();
      shapes.outputs();
      GraphCompiler.compile(graph);
    } catch (KwsException e) {
      if (e.getMessage().lines().count() != 1) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
    }
  }

  @FuzzTest(maxDuration = "10s")
  void anyBytes(byte[] bytes) {
    tryAll(bytes);
  }

  @Property(tries = 300)
  void truncated(@ForAll @IntRange(max = 100_000) int length) {
    tryAll(Arrays.copyOf(GRAPH, length % GRAPH.length));
  }

  private static final List<byte[]> RECURRENT =
      List.of(
          RecurrentGraphs.lstm(true).bytes(),
          RecurrentGraphs.gru().bytes(),
          RecurrentGraphs.rnn().bytes(),
          LoopGraphs.scan(6).bytes());

  @Property(tries = 200)
  void changedSequences(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll byte value) {
    byte[] bytes = RECURRENT.get(which).clone();
    bytes[at % bytes.length] = value;
    tryAll(bytes);
  }

  /** Limits, names and types of a while loop: it ends, or is refused. */
  @Property(tries = 600)
  void changedLoops(
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 100_000) int other,
      @ForAll byte second) {
    byte[] bytes = LoopGraphs.scan(6).bytes();
    bytes[at % bytes.length] = value;
    bytes[other % bytes.length] = second;
    tryAll(bytes);
  }

  @Property(tries = 1500)
  void changed(
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 100_000) int other,
      @ForAll byte second) {
    byte[] bytes = GRAPH.clone();
    bytes[at % bytes.length] = value;
    bytes[other % bytes.length] = second;
    tryAll(bytes);
  }
}
