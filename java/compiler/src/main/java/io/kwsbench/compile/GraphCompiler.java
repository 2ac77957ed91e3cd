package io.kwsbench.compile;

import io.kwsbench.KwsException;
import io.kwsbench.compile.emit.Emitter;
import io.kwsbench.compile.emit.WeightPrecision;
import io.kwsbench.compile.pass.GraphPasses;
import io.kwsbench.compile.pass.PassManager;
import io.kwsbench.compile.pass.PassOptions;
import io.kwsbench.graph.CarriedStates;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.CarriedTensor;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import io.kwsbench.program.Program;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Set;

/**
 * Compiles frozen graphs for the native engine.
 *
 * <pre>{@code
 * FrozenGraph graph = FrozenGraph.load(Path.of("frozen.pb"));
 * PlanWriter.write(GraphCompiler.compile(graph), Path.of("model.kws"));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class GraphCompiler {
  private GraphCompiler() {}

  /**
   * Compiles a graph with its own inputs and outputs, for one clip where the batch is of any size.
   *
   * @throws KwsException when the engine lacks something that the graph needs, in one line with the
   *     file and the node
   * @throws IllegalStateException when the compiler itself is at fault
   */
  public static Plan compile(FrozenGraph graph) {
    return compile(graph, graph.inputs(), graph.outputs(), CompilerOptions.DEFAULT);
  }

  /**
   * The same without some passes, to see what each is worth.
   *
   * @param without names of {@link io.kwsbench.compile.pass.CompilerPassCatalog#optional()}
   * @throws KwsException also when there is no such pass
   */
  public static Plan compile(
      FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> fetches, Set<String> without) {
    PassOptions passes = PassOptions.without(without);
    return compile(graph, feeds, fetches, CompilerOptions.DEFAULT.withPasses(passes));
  }

  /** The same for certain feeds and fetches, as the options say. */
  public static Plan compile(
      FrozenGraph graph,
      List<TensorSpec> feeds,
      List<TensorName> fetches,
      CompilerOptions options) {
    List<TensorSpec> inputs = feeds.stream().map(GraphCompiler::oneClip).toList();
    return plan(graph, inputs, fetches, options);
  }

  /** A batch of any size is a batch of one. */
  private static TensorSpec oneClip(TensorSpec input) {
    Shape shape = input.shape();
    if (!shape.hasRank() || shape.rank() < 2 || shape.dim(0) >= 0) {
      return input;
    }
    long[] dims = shape.dims();
    dims[0] = 1;
    return new TensorSpec(input.name(), input.dtype(), Shape.of(dims));
  }

  /**
   * Compiles what a graph does for certain feeds and fetches.
   *
   * @param feeds with static shapes (strings are scalars)
   * @throws KwsException as above, and when a name is not in the graph
   */
  public static Plan compile(FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> fetches) {
    return plan(graph, feeds, fetches, CompilerOptions.DEFAULT);
  }

  private static Plan plan(
      FrozenGraph graph,
      List<TensorSpec> feeds,
      List<TensorName> fetches,
      CompilerOptions options) {
    List<FrozenGraph.State> states = CarriedStates.kept(graph, feeds);
    try {
      Program program =
          lowered(
              graph,
              CarriedStates.feeds(states, feeds),
              CarriedStates.fetches(states, fetches),
              options.passes());
      return emitted(graph, program, options).withMetadata(metadata(graph, fetches, states));
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(graph.source());
      throw named ? e : new KwsException(graph.source() + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new KwsException(graph.source() + ": its tensors are too large to compile", e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // a few bytes can ask for any amount; what was taken is given back on the way here
      throw new KwsException(
          graph.source() + ": too large to compile in the memory of this process", e);
    }
  }

  /** The metadata of a compiled model, which is that of the graph's first output. */
  private static ModelMetadata metadata(
      FrozenGraph graph, List<TensorName> fetches, List<FrozenGraph.State> states) {
    ModelMetadata own = fetches.isEmpty() ? ModelMetadata.NONE : graph.metadata(fetches.get(0));
    return CarriedTensor.write(own, states.stream().map(FrozenGraph.State::carried).toList());
  }

  /** Attributes and shapes of a hostile graph may be anything: what does not fit is its fault. */
  private static Program lowered(
      FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> fetches, PassOptions passes) {
    try {
      return GraphPasses.lower(graph, feeds, fetches, passes);
    } catch (IndexOutOfBoundsException e) {
      throw new KwsException(
          graph.source() + ": a node has fewer inputs or outputs than others need", e);
    } catch (IllegalArgumentException e) {
      throw new KwsException(graph.source() + ": too odd to compile: " + e.getMessage(), e);
    }
  }

  /** A program has been checked: whatever goes wrong from here on is the compiler's fault. */
  private static Plan emitted(FrozenGraph graph, Program program, CompilerOptions options) {
    try {
      return Emitter.emit(
          PassManager.optimize(program, options.passes()),
          new WeightPrecision(options.precision(), options.keptNodes(), options.weightListener()));
    } catch (KwsException | ArithmeticException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          graph.source() + ": a fault of the compiler, not of the graph: " + e, e);
    }
  }
}
