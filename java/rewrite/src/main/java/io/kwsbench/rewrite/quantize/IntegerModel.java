package io.kwsbench.rewrite.quantize;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.rewrite.GraphPassCatalog;
import io.kwsbench.rewrite.GraphPassRunner;
import io.kwsbench.rewrite.ir.GraphReader;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model of floats on its way to integers of 8 bits.
 *
 * <pre>{@code
 * IntegerModel model = IntegerModel.of(graph, graph.inputs());
 * // run model.folded() on clips, and take the range of each of model.measured()
 * FrozenGraph integers = model.integers(ranges);
 * }</pre>
 *
 * <p>Weights have a scale for each output channel and no zero point, activations one for each
 * tensor. Sums are exact, and put on the result's scale by TensorFlow Lite's rule. {@link
 * BlockFinder} says what stays in floats. Immutable.
 */
public final class IntegerModel {
  private final FrozenGraph source;
  private final TensorName output;
  private final IrGraph graph;
  private final List<Block> blocks;

  private IntegerModel(FrozenGraph source, TensorName output, IrGraph graph, List<Block> blocks) {
    this.source = source;
    this.output = output;
    this.graph = graph;
    this.blocks = blocks;
  }

  /**
   * Finds what suits.
   *
   * @param feeds the graph's inputs, with static shapes
   * @throws KwsException when the graph cannot be rewritten, or nothing of it suits
   */
  public static IntegerModel of(FrozenGraph graph, List<TensorSpec> feeds) {
    List<TensorName> outputs = graph.outputs();
    if (outputs.size() != 1 || !graph.states().isEmpty()) {
      throw refused(graph, "the graph keeps state or has " + outputs.size() + " outputs");
    }
    IrGraph folded = folded(graph, feeds, outputs.get(0));
    List<Block> blocks = BlockFinder.in(folded);
    requireSome(graph, blocks);
    if (blocks.stream().allMatch(IntegerModel::isWhole)) {
      throw refused(graph, "its weights are whole numbers already");
    }
    return new IntegerModel(graph, outputs.get(0), folded, blocks);
  }

  private static void requireSome(FrozenGraph graph, List<Block> blocks) {
    if (blocks.isEmpty()) {
      throw refused(graph, "no convolution or dense layer of it may leave floats");
    }
  }

  /**
   * The same with steps that stay in floats.
   *
   * @param kept names of their nodes
   * @throws KwsException when none is left
   */
  public IntegerModel keeping(Set<String> kept) {
    List<Block> left =
        blocks.stream()
            .filter(block -> block.origins().stream().noneMatch(kept::contains))
            .toList();
    requireSome(source, left);
    return new IntegerModel(source, output, graph, left);
  }

  private static KwsException refused(FrozenGraph graph, String why) {
    return new KwsException(graph.source() + ": no 8-bit arithmetic: " + why);
  }

  private static IrGraph folded(FrozenGraph graph, List<TensorSpec> feeds, TensorName output) {
    try {
      return GraphPassRunner.settled(
          GraphReader.read(graph, feeds, output), GraphPassCatalog.CHEAPER);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      // attributes of a hostile graph may be anything
      throw new KwsException(graph.source() + ": too odd to rewrite: " + e.getMessage(), e);
    }
  }

  private static boolean isWhole(Block block) {
    float[] weights = block.weights().toFloats();
    for (float weight : weights) {
      if (weight != Math.rint(weight)) {
        return false;
      }
    }
    return true;
  }

  /** The graph of floats, with batch norms and the like folded into weights. */
  public FrozenGraph folded() {
    return GraphPassRunner.written(graph, source, output);
  }

  /** The tensors of {@link #folded} whose ranges are needed. */
  public List<TensorName> measured() {
    Set<TensorName> measured = new LinkedHashSet<>();
    for (Block block : blocks) {
      LevelScales.measured(block.input()).ifPresent(measured::add);
      LevelScales.measured(block.result()).ifPresent(measured::add);
    }
    return List.copyOf(measured);
  }

  /** Names of nodes of the first graph that are to compute with integers, by step. */
  public List<List<String>> steps() {
    return blocks.stream().map(Block::origins).toList();
  }

  /**
   * The names, in the graphs that are written, of products that stay in floats because of a name.
   *
   * @param kept names of nodes of the first graph
   */
  public Set<String> namesOf(Set<String> kept) {
    return graph.nodes().stream()
        .filter(node -> node.origins().stream().anyMatch(kept::contains))
        .map(IrNode::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The graph of integers.
   *
   * @param ranges of the {@link #measured} tensors
   * @throws KwsException when one is missing, or no block's sums fit into 32 bits
   */
  public FrozenGraph integers(Map<TensorName, ValueRange> ranges) {
    LevelScales scales = new LevelScales(ranges);
    return GraphPassRunner.written(
        new IntegerWriter(graph, scales, fitting(scales)).whole(), source, output);
  }

  private Map<Block, IntegerWeights> fitting(LevelScales scales) {
    Map<Block, IntegerWeights> fitting = IntegerWriter.fitting(blocks, scales);
    if (fitting.isEmpty()) {
      throw refused(source, "no sums of it fit into 32 bits");
    }
    return fitting;
  }

  /**
   * A step in floats and in integers, in the graph of {@link Apart}.
   *
   * @param nodes of the first graph
   * @param weights how many it has
   * @param floats its result
   * @param integers what integers make of the same input
   */
  public record Step(List<String> nodes, long weights, TensorName floats, TensorName integers) {}

  /** A graph that computes each step on the same input twice. */
  public record Apart(FrozenGraph graph, List<Step> steps) {}

  /** The graph of floats with each step in integers beside it, to see what each of them loses. */
  public Apart apart(Map<TensorName, ValueRange> ranges) {
    LevelScales scales = new LevelScales(ranges);
    Map<Block, Value> results = new LinkedHashMap<>();
    IrGraph both = new IntegerWriter(graph, scales, fitting(scales)).apart(results);
    List<Step> steps = new ArrayList<>();
    results.forEach(
        (block, result) ->
            steps.add(
                new Step(
                    block.origins(),
                    block.weights().size(),
                    TensorName.parse(block.result().reference()),
                    TensorName.parse(result.reference()))));
    return new Apart(GraphPassRunner.written(both, source, output), steps);
  }
}
