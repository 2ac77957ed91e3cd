package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.WindowSession;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled model, a {@code .kws} file, opened without any graph. Its sessions share the weights.
 *
 * <p>Thread-safe. Close sessions first; {@code close} is idempotent.
 */
final class CompiledModel implements EngineModel {
  private final PlanModel plan;

  private CompiledModel(PlanModel plan) {
    this.plan = plan;
  }

  /**
   * Opens the file.
   *
   * @throws KwsException when the library is missing, or the file is no plan that it can run
   */
  static CompiledModel open(Path file) {
    return new CompiledModel(PlanModel.open(file));
  }

  /**
   * @throws KwsException when other feeds or fetches are asked for than it was compiled with
   */
  @Override
  public EngineSession newSession(SessionOptions options) {
    requireOwn(options);
    PlanSession session = plan.newSession(options.threads());
    return new NativeSession(session, options, new FileFeeds(Set.of()), () -> {});
  }

  private void requireOwn(SessionOptions options) {
    SessionOptions own = own(options.threads());
    if (!options.equals(own)) {
      throw new KwsException(plan.source() + ": compiled for " + own + ", not " + options);
    }
  }

  @Override
  public Optional<WindowSession> newWindows(
      SessionOptions options, int sound, int hop, int sampleRate) {
    requireOwn(options);
    return NativeWindows.of(plan, options, sound, hop, sampleRate);
  }

  @Override
  public EngineSession newSession(int threads) {
    return newSession(own(threads));
  }

  private SessionOptions own(int threads) {
    List<TensorName> fetches = plan.fetches().stream().map(TensorSpec::name).toList();
    return new SessionOptions(plan.feeds(), fetches, threads);
  }

  @Override
  public void close() {
    plan.close();
  }
}
