package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.ModelMetadata;
import io.kwsbench.graph.TensorName;
import io.kwsbench.graph.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A compiled model, a {@code .kws} file, where a graph that an engine has loaded is wanted. Its
 * sessions share the weights.
 *
 * <p>Thread-safe. Close sessions first; {@code close} is idempotent.
 */
public final class CompiledModel implements EngineModel {
  private final PlanModel plan;

  private CompiledModel(PlanModel plan) {
    this.plan = plan;
  }

  /**
   * Opens the file.
   *
   * @throws KwsException when the library is missing, or the file is no plan that it can run
   */
  public static CompiledModel open(Path file) {
    return new CompiledModel(PlanModel.open(file));
  }

  /** What is given before a run. */
  public List<TensorSpec> feeds() {
    return plan.feeds();
  }

  /** What a run computes. */
  public List<TensorName> fetches() {
    return plan.fetches().stream().map(TensorSpec::name).toList();
  }

  /** What the model says about itself. */
  public ModelMetadata metadata() {
    return plan.metadata();
  }

  /**
   * @throws KwsException when other feeds or fetches are asked for than it was compiled with
   */
  @Override
  public EngineSession newSession(SessionOptions options) {
    if (!options.feeds().equals(feeds()) || !options.fetches().equals(fetches())) {
      throw new KwsException(
          plan.source() + ": compiled for " + feeds() + " and " + fetches() + ", not " + options);
    }
    PlanSession session = plan.newSession(options.threads());
    return new NativeSession(session, options, new FileFeeds(Set.of()), () -> {});
  }

  @Override
  public void close() {
    plan.close();
  }
}
