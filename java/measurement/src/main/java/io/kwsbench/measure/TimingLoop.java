package io.kwsbench.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.workload.Workload;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs sessions in turn and times each run by itself.
 *
 * <p>Two clock reads enclose {@link EngineSession#run()} and nothing else; the loop around it costs
 * well under 2 µs a run and allocates nothing. With several sessions, run {@code n} of each comes
 * before run {@code n + 1} of any, so that drift of the machine meets all alike, and who goes first
 * rotates, so that none always runs on another's warm or cold caches.
 */
public final class TimingLoop {
  private final RunLimit limit;
  private final BooleanSupplier stop;
  private final PhaseListener listener;

  /**
   * @param stop asked after every round; true ends the loop
   */
  public TimingLoop(RunLimit limit, BooleanSupplier stop, PhaseListener listener) {
    this.limit = limit;
    this.stop = stop;
    this.listener = listener;
  }

  /** Times one session. */
  public void run(EngineSession session, Workload workload, TimeRecorder recorder) {
    run(new EngineSession[] {session}, new Workload[] {workload}, new TimeRecorder[] {recorder});
  }

  /** Times several sessions, interleaved run by run. */
  public void run(EngineSession[] sessions, Workload[] workloads, TimeRecorder[] recorders) {
    int count = sessions.length;
    long spent = 0;
    for (int round = 0; limit.allows(round, spent); round++) {
      long roundStart = System.nanoTime();
      for (int turn = 0; turn < count; turn++) {
        int which = (turn + round) % count;
        EngineSession session = sessions[which];
        workloads[which].feed(session, round);
        long start = System.nanoTime();
        session.run();
        recorders[which].add(System.nanoTime() - start);
      }
      spent += System.nanoTime() - roundStart;
      listener.done(round + 1);
      if (stop.getAsBoolean()) {
        return;
      }
      pause(limit.delaySeconds());
    }
  }

  /** Times one session with every op traced. */
  public void runTraced(
      EngineSession session, Workload workload, TimeRecorder recorder, TraceProfile profile) {
    long spent = 0;
    for (int run = 0; limit.allows(run, spent); run++) {
      long start = System.nanoTime();
      workload.feed(session, run);
      var trace = session.runTraced();
      recorder.add(trace.wallNanos());
      profile.add(trace);
      spent += System.nanoTime() - start;
      listener.done(run + 1);
      if (stop.getAsBoolean()) {
        return;
      }
      pause(limit.delaySeconds());
    }
  }

  static void pause(double seconds) {
    if (seconds > 0) {
      long until = System.nanoTime() + (long) (seconds * 1e9);
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }
}
