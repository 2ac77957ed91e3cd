package io.kwsbench.engine;

import io.kwsbench.graph.CarriedStates;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A session that feeds what each run computes for the next, for engines that do not by nature. */
public final class StatefulSession implements EngineSession {
  private final EngineSession session;
  private final SessionOptions options;
  private final List<FrozenGraph.State> states;

  private StatefulSession(
      EngineSession session, SessionOptions options, List<FrozenGraph.State> states) {
    this.session = session;
    this.options = options;
    this.states = states;
    reset();
  }

  /**
   * A session of a graph.
   *
   * @param options the caller's, without the states that he does not feed himself
   * @param opening makes a session with feeds and fetches for the states, behind the caller's
   */
  public static EngineSession of(
      FrozenGraph graph, SessionOptions options, Function<SessionOptions, EngineSession> opening) {
    List<FrozenGraph.State> states = CarriedStates.kept(graph, options.feeds());
    if (states.isEmpty()) {
      return opening.apply(options);
    }
    EngineSession session =
        opening.apply(
            new SessionOptions(
                CarriedStates.feeds(states, options.feeds()),
                CarriedStates.fetches(states, options.fetches()),
                options.threads()));
    try {
      return new StatefulSession(session, options, states);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public SessionOptions options() {
    return options;
  }

  @Override
  public void feed(int index, TensorValue value) {
    session.feed(own(index, options.feeds().size()), value);
  }

  @Override
  public synchronized void run() {
    session.run();
    carry();
  }

  @Override
  public synchronized RunTrace runTraced() {
    RunTrace trace = session.runTraced();
    carry();
    return trace;
  }

  private void carry() {
    for (int i = 0; i < states.size(); i++) {
      session.feed(options.feeds().size() + i, session.fetch(options.fetches().size() + i));
    }
  }

  @Override
  public synchronized void reset() {
    for (int i = 0; i < states.size(); i++) {
      session.feed(options.feeds().size() + i, states.get(i).initial());
    }
  }

  @Override
  public TensorValue fetch(int index) {
    return session.fetch(own(index, options.fetches().size()));
  }

  private static int own(int index, int count) {
    if (index >= count) {
      throw new IndexOutOfBoundsException(index + " of " + count);
    }
    return index;
  }

  @Override
  public Optional<EngineMemory> memory() {
    return session.memory();
  }

  @Override
  public void close() {
    session.close();
  }
}
