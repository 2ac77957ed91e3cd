package io.kwsbench.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * benchmark_model's phases over one session, or over several interleaved run by run.
 *
 * <pre>{@code
 * List<PhaseTimes> times =
 *     new Benchmark(plan, () -> false, PhaseListener.NONE)
 *         .run(List.of(new Contender("tensorflow", session, workload)));
 * }</pre>
 */
public final class Benchmark {
  private final BenchmarkPlan plan;
  private final BooleanSupplier stop;
  private final PhaseListener listener;

  /**
   * @param stop asked after every run; true ends the benchmark with what it has
   */
  public Benchmark(BenchmarkPlan plan, BooleanSupplier stop, PhaseListener listener) {
    this.plan = plan;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Runs all phases of all contenders.
   *
   * @return what was measured, in the contenders' order; later phases are empty when stopped early
   * @throws io.kwsbench.KwsException when a run fails
   */
  public List<PhaseTimes> run(List<Contender> contenders) {
    TimeRecorder[] warmUp = phase(Phase.WARM_UP, contenders);
    TimeRecorder[] untraced = phase(Phase.UNTRACED, contenders);
    TraceProfile[] profiles = new TraceProfile[contenders.size()];
    TimeRecorder[] traced = traced(contenders, profiles);
    List<PhaseTimes> times = new ArrayList<>();
    for (int i = 0; i < profiles.length; i++) {
      times.add(
          new PhaseTimes(warmUp[i].times(), untraced[i].times(), traced[i].times(), profiles[i]));
    }
    return times;
  }

  private TimeRecorder[] phase(Phase phase, List<Contender> contenders) {
    RunLimit limit = limit(phase);
    TimeRecorder[] recorders = recorders(contenders.size(), limit);
    if (begin(phase, limit)) {
      new TimingLoop(limit, stop, listener)
          .run(
              contenders.stream().map(Contender::session).toArray(EngineSession[]::new),
              contenders.stream().map(Contender::workload).toArray(Workload[]::new),
              recorders);
      listener.ended();
    }
    return recorders;
  }

  private TimeRecorder[] traced(List<Contender> contenders, TraceProfile[] profiles) {
    RunLimit limit = limit(Phase.TRACED);
    TimeRecorder[] recorders = recorders(contenders.size(), limit);
    for (int i = 0; i < profiles.length; i++) {
      profiles[i] = new TraceProfile();
      if (begin(Phase.TRACED, limit)) {
        Contender contender = contenders.get(i);
        new TimingLoop(limit, stop, listener)
            .runTraced(contender.session(), contender.workload(), recorders[i], profiles[i]);
        listener.ended();
      }
    }
    return recorders;
  }

  /** Returns whether the phase has runs; pauses before it if the plan has a pause. */
  private boolean begin(Phase phase, RunLimit limit) {
    if (stop.getAsBoolean() || (phase == Phase.WARM_UP && limit.maxRuns() <= 0)) {
      return false;
    }
    if (phase != Phase.WARM_UP) {
      TimingLoop.pause(plan.interPhaseSeconds());
    }
    listener.started(phase, limit);
    return true;
  }

  private RunLimit limit(Phase phase) {
    return switch (phase) {
      case WARM_UP -> plan.warmUp();
      case UNTRACED -> plan.untraced();
      case TRACED -> plan.traced();
    };
  }

  private static TimeRecorder[] recorders(int count, RunLimit limit) {
    TimeRecorder[] recorders = new TimeRecorder[count];
    for (int i = 0; i < count; i++) {
      recorders[i] = new TimeRecorder(limit.expectedRuns());
    }
    return recorders;
  }
}
