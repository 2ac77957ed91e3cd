package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.engine.WindowSession;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph in the native engine: compiled once for each set of feeds and fetches, and shared by the
 * sessions that have the same.
 */
final class NativeModel implements EngineModel {
  private static final Logger LOG = LoggerFactory.getLogger(NativeModel.class);

  private final FrozenGraph graph;
  private final CompilerOptions options;
  private final Map<Signature, PlanModel> plans = new HashMap<>();
  private final Map<Signature, KwsException> refusals = new HashMap<>();
  private int sessions;
  private boolean closed;

  private record Signature(List<TensorSpec> feeds, List<TensorName> fetches) {}

  /**
   * Compiles what the graph does by itself at once. A session with other feeds or fetches may still
   * work where that is refused, so the refusal is kept for the session that asks for it.
   */
  NativeModel(FrozenGraph graph, CompilerOptions options) {
    this.graph = graph;
    this.options = options;
    List<TensorSpec> inputs = graph.inputs();
    if (inputs.stream().allMatch(input -> input.shape().isStatic())) {
      try {
        plan(new Signature(inputs, graph.outputs()));
      } catch (KwsException e) {
        LOG.debug("not compiled with its own inputs and outputs: {}", e.getMessage());
      }
    }
  }

  private PlanModel plan(Signature signature) {
    KwsException refusal = refusals.get(signature);
    if (refusal != null) {
      throw refusal;
    }
    try {
      return plans.computeIfAbsent(
          signature,
          s ->
              PlanModel.open(
                  GraphCompiler.compile(graph, s.feeds(), s.fetches(), options), graph.source()));
    } catch (KwsException e) {
      refusals.put(signature, e);
      throw e;
    }
  }

  @Override
  public synchronized EngineSession newSession(SessionOptions options) {
    if (closed) {
      throw new IllegalStateException(graph.source() + ": the model is closed");
    }
    PlanModel plan = plan(new Signature(options.feeds(), options.fetches()));
    PlanSession session = plan.newSession(options.threads());
    sessions++;
    return new NativeSession(session, options, FileFeeds.of(graph, options), this::sessionClosed);
  }

  @Override
  public synchronized Optional<WindowSession> newWindows(
      SessionOptions options, int sound, int hop, int sampleRate) {
    if (closed) {
      throw new IllegalStateException(graph.source() + ": the model is closed");
    }
    PlanModel plan = plan(new Signature(options.feeds(), options.fetches()));
    return NativeWindows.of(plan, options, sound, hop, sampleRate);
  }

  @Override
  public EngineSession newSession(int threads) {
    return newSession(new SessionOptions(graph.inputs(), graph.outputs(), threads));
  }

  private synchronized void sessionClosed() {
    sessions--;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (sessions > 0) {
      throw new IllegalStateException(graph.source() + ": " + sessions + " sessions are open");
    }
    closed = true;
    plans.values().forEach(PlanModel::close);
  }
}
