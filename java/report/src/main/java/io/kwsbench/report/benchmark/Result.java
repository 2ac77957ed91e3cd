package io.kwsbench.report.benchmark;

import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.HeardClip;
import io.kwsbench.stats.OpTable;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of one graph in one engine.
 *
 * @param name what tells it from the other results
 * @param graph the graph
 * @param engine the engine's name
 * @param engineVersion its version
 * @param threads threads that a run may use; 0 lets the engine choose
 * @param phases load, warm-up, timed without and with tracing
 * @param ops every op, from the traced runs
 * @param traces the newest traced runs, for timelines
 * @param flops floating-point operations, and how much of the graph the count covers
 * @param memory where the memory is
 * @param tracing what tracing cost, and how much of a run the ops explain
 * @param realTimeFactor median time over the sound heard; empty when no sound is fed
 * @param gates the challenge's conditions
 * @param heard the classes of the clips
 * @param instructions instructions of one inference; empty when nobody asked
 */
public record Result(
    String name,
    GraphSection graph,
    String engine,
    String engineVersion,
    int threads,
    PhasesSection phases,
    OpTable ops,
    List<RunTrace> traces,
    FlopSection flops,
    MemorySection memory,
    TracingSection tracing,
    Optional<Double> realTimeFactor,
    List<Gate> gates,
    List<HeardClip> heard,
    Optional<InstructionSection> instructions) {
  public Result {
    traces = List.copyOf(traces);
    gates = List.copyOf(gates);
    heard = List.copyOf(heard);
  }

  /** The same result with a count of instructions. */
  public Result withInstructions(InstructionSection section) {
    return new Result(
        name,
        graph,
        engine,
        engineVersion,
        threads,
        phases,
        ops,
        traces,
        flops,
        memory,
        tracing,
        realTimeFactor,
        gates,
        heard,
        Optional.of(section));
  }
}
