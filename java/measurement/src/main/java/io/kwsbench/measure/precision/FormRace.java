package io.kwsbench.measure.precision;

import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.measure.PhaseListener;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.TimeRecorder;
import io.kwsbench.measure.TimingLoop;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.DefaultModel;
import io.kwsbench.workload.ForeignFeeder;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Times compiled models on one thread and one clip, in turn, run by run. */
public final class FormRace {
  private static final RunLimit WARM_UP = RunLimit.runs(20);

  private FormRace() {}

  /**
   * The times of each model, in the order of the files.
   *
   * @param stop asked after every round; true ends the race
   * @throws io.kwsbench.KwsException when the engine does not run one
   */
  public static List<RunTimes> run(
      Engine engine, List<Path> files, RunLimit limit, BooleanSupplier stop) {
    Deque<Runnable> open = new ArrayDeque<>();
    try {
      List<EngineSession> sessions = new ArrayList<>();
      List<Workload> workloads = new ArrayList<>();
      for (Path file : files) {
        EngineModel model = engine.open(ModelSource.of(file));
        open.push(model::close);
        EngineSession session = model.newSession(1);
        open.push(session::close);
        sessions.add(session);
        workloads.add(workload(file, session));
      }
      race(sessions, workloads, WARM_UP, stop);
      return Arrays.stream(race(sessions, workloads, limit, stop))
          .map(TimeRecorder::times)
          .toList();
    } finally {
      open.forEach(Runnable::run);
    }
  }

  private static Workload workload(Path file, EngineSession session) {
    ForeignFeeder feeder = new ForeignFeeder(file, session.options().feeds());
    Workload.Item item =
        feeder
            .fit("clip", DefaultModel.clip())
            .map(ClipFeeder.Fed::item)
            .orElseGet(() -> new Workload.Item("zeros", feeder.zeros()));
    return Workload.of(List.of(item));
  }

  private static TimeRecorder[] race(
      List<EngineSession> sessions,
      List<Workload> workloads,
      RunLimit limit,
      BooleanSupplier stop) {
    TimeRecorder[] recorders =
        Stream.generate(() -> new TimeRecorder(limit.expectedRuns()))
            .limit(sessions.size())
            .toArray(TimeRecorder[]::new);
    new TimingLoop(limit, stop, PhaseListener.NONE)
        .run(sessions.toArray(EngineSession[]::new), workloads.toArray(Workload[]::new), recorders);
    return recorders;
  }
}
