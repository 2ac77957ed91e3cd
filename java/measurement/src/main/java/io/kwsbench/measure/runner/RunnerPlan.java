package io.kwsbench.measure.runner;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.nativeengine.FileFeeds;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A plan as a file, with the places of its feeds and fetches; what was compiled for it is removed
 * on closing. Immutable.
 */
public final class RunnerPlan implements AutoCloseable {
  private final Path file;
  private final Optional<Path> temporary;
  private final FileFeeds fileFeeds;
  private final List<TensorSpec> feeds;
  private final List<Integer> feedIndices;
  private final List<TensorSpec> fetches;
  private final List<Integer> fetchIndices;
  private final List<PlanModel.StepInfo> steps;

  private RunnerPlan(Path file, Optional<Path> temporary, PlanModel model, FileFeeds fileFeeds) {
    this.file = file;
    this.temporary = temporary;
    this.fileFeeds = fileFeeds;
    this.feeds = model.feeds();
    this.fetches = model.fetches();
    this.steps = model.steps();
    this.feedIndices = indices(feeds.size(), model::feedIndex);
    this.fetchIndices = indices(fetches.size(), model::fetchIndex);
  }

  private static List<Integer> indices(int count, IntUnaryOperator index) {
    return IntStream.range(0, count).map(index).boxed().toList();
  }

  /**
   * Compiles a graph into a temporary file.
   *
   * @throws KwsException when the native engine does not take the graph
   */
  public static RunnerPlan of(FrozenGraph graph, SessionOptions options) {
    Plan plan = GraphCompiler.compile(graph, options.feeds(), options.fetches());
    try {
      Path file = Files.createTempFile("kwsbench", Plan.EXTENSION);
      file.toFile().deleteOnExit();
      PlanWriter.write(plan, file);
      return read(file, Optional.of(file), FileFeeds.of(graph, options));
    } catch (IOException e) {
      throw new KwsException("no temporary file for a plan: " + e.getMessage(), e);
    }
  }

  /**
   * Takes a plan file.
   *
   * @throws KwsException when it is none
   */
  public static RunnerPlan of(Path file) {
    return read(file, Optional.empty(), new FileFeeds(Set.of()));
  }

  private static RunnerPlan read(Path file, Optional<Path> temporary, FileFeeds fileFeeds) {
    try (PlanModel model = PlanModel.open(file)) {
      return new RunnerPlan(file, temporary, model, fileFeeds);
    }
  }

  Path file() {
    return file;
  }

  /** The inputs. */
  public List<TensorSpec> feeds() {
    return feeds;
  }

  /** The outputs. */
  public List<TensorSpec> fetches() {
    return fetches;
  }

  List<PlanModel.StepInfo> steps() {
    return steps;
  }

  int feedIndex(int feed) {
    return feedIndices.get(feed);
  }

  int fetchIndex(int fetch) {
    return fetchIndices.get(fetch);
  }

  /** An input's value in the runner's format. */
  byte[] bytes(int feed, TensorValue value) {
    TensorSpec spec = feeds.get(feed);
    if (value.dtype() != spec.dtype() || !value.shape().equals(spec.shape())) {
      throw new KwsException(file + ": feed " + spec + " is given " + value);
    }
    ByteBuffer buffer = value.buffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return value.dtype() == DType.STRING ? fileFeeds.contents(spec.name(), bytes) : bytes;
  }

  @Override
  public void close() {
    try {
      if (temporary.isPresent()) {
        Files.deleteIfExists(temporary.get());
      }
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be removed: " + e.getMessage(), e);
    }
  }
}
