package io.kwsbench.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the timing loop itself costs a run, over a session that does nothing: the bound is 2 µs and
 * no byte allocated. Run with {@code ./mvnw -Pjmh -pl bench -am verify -DskipTests}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TimingLoopBenchmark {
  private static final int RUNS = 10_000;

  private final EngineSession[] sessions = {new FakeSession()};
  private final Workload[] workloads = {
    Workload.of(List.of(new Workload.Item("zero", List.of(TensorValue.ofInt(0)))))
  };
  private final TimeRecorder[] recorders = {new TimeRecorder(RUNS)};
  private final TimingLoop loop =
      new TimingLoop(RunLimit.runs(RUNS), () -> false, PhaseListener.NONE);

  /** One run of the loop. */
  @Benchmark
  @OperationsPerInvocation(RUNS)
  public int run() {
    recorders[0].clear();
    loop.run(sessions, workloads, recorders);
    return recorders[0].count();
  }
}
