package io.kwsbench.suite.load;

import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.runner.RunnerWorker;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.cases.NativeCase;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/** A case of the native engine in a process of its own, on this or another build's library. */
final class WorkerCase implements LoadedCase {
  private final NativeCase loaded;
  private final RunnerWorker worker;
  private final String engine;
  private int item;

  private WorkerCase(NativeCase loaded, RunnerWorker worker, String engine) {
    this.loaded = loaded;
    this.worker = worker;
    this.engine = engine;
  }

  static WorkerCase load(SuiteCase one) {
    NativeCase loaded = NativeCase.of(one);
    RunnerWorker worker = null;
    try {
      Path library = one.library().orElseGet(RunnerWorker::ownLibrary);
      worker = RunnerWorker.start(loaded.plan(), one.threads(), library);
      WorkerCase made = new WorkerCase(loaded, worker, name(one, worker.build()));
      made.addItems();
      return made;
    } catch (RuntimeException e) {
      if (worker != null) {
        worker.close();
      }
      loaded.close();
      throw e;
    }
  }

  private static String name(SuiteCase one, String build) {
    return one.library().map(l -> "native " + build + " of " + l).orElse("native " + build)
        + ", own process";
  }

  private void addItems() {
    for (Workload.Item item : loaded.workload().items()) {
      worker.addItem(item.feeds());
    }
  }

  @Override
  public String engine() {
    return engine;
  }

  /** Runs the item once, untimed: a worker is fed and run by one request. */
  @Override
  public void feed(int run) {
    item = run % loaded.workload().items().size();
    run();
  }

  @Override
  public void run() {
    worker.run(item);
  }

  @Override
  public long[] timed(int first, int runs, LongSupplier clock) {
    return worker.slot(first, runs);
  }

  @Override
  public long once(LongSupplier clock) {
    return worker.slot(0, 1)[0];
  }

  @Override
  public RunTrace runTraced() {
    return worker.profile();
  }

  @Override
  public float[] classify(Path wav) {
    List<TensorValue> feeds = loaded.clips().apply(wav).feeds();
    worker.forget();
    try {
      worker.addItem(feeds);
      worker.run(0);
      return CaseAnswer.of(worker.fetch(0), engine);
    } finally {
      worker.forget();
      addItems();
    }
  }

  @Override
  public void close() {
    worker.close();
    loaded.close();
  }
}
