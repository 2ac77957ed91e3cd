package io.kwsbench.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.util.List;

/** A session that computes nothing, counts its runs and traces the same two ops every time. */
public final class FakeSession implements EngineSession {
  private final SessionOptions options = new SessionOptions(List.of(), List.of(), 1);
  private final Runnable onRun;
  public int runs;
  public int feeds;

  public FakeSession() {
    this(() -> {});
  }

  public FakeSession(Runnable onRun) {
    this.onRun = onRun;
  }

  @Override
  public SessionOptions options() {
    return options;
  }

  @Override
  public void feed(int index, TensorValue value) {
    feeds++;
  }

  @Override
  public void run() {
    runs++;
    onRun.run();
  }

  @Override
  public RunTrace runTraced() {
    run();
    return new RunTrace(
        10_000,
        List.of(
            new OpTrace("a", "Conv2D", 0, 6_000, 512, List.of(512L), 0, List.of("a")),
            new OpTrace("b", "Relu", 6_000, 2_000, 0, List.of(512L), 0, List.of("b"))));
  }

  @Override
  public TensorValue fetch(int index) {
    return TensorValue.ofFloats(Shape.of(1), runs);
  }

  @Override
  public void close() {}
}
